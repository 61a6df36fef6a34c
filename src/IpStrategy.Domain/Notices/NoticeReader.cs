using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;

namespace IpStrategy.Domain.Notices;

/// <summary>What the reader cannot find in the text itself.</summary>
/// <param name="Day">The day for which names are looked up where the notice bears no date; else the directory's own.</param>
public sealed record NoticeReadingOptions(DateOnly? Day = null);

/// <summary>
/// Reads a task-division notice (任务分工、责任分解、部门分工) into a plan draft with doubts. It never fails: a text that is no
/// such notice gives an empty draft that says so.
/// </summary>
public static class NoticeReader
{
    /// <summary>Reads a decoded text; spans and columns count its UTF-16 units.</summary>
    public static NoticeDraft Read(string decodedText, AgencyDirectory directory, NoticeReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(decodedText);
        ArgumentNullException.ThrowIfNull(directory);
        var source = SourceText.From(decodedText);
        var frame = new FrameReader(source).Read();
        var context = new ReadingContext(source, directory, frame.Date ?? options?.Day ?? directory.AsOf);
        context = context with { Year = frame.Date?.Year ?? NoticeDates.YearIn(frame.Title) ?? context.Day.Year };
        var selected = new ItemSelector(context).Select(new OutlineReader(source).Read(frame.FirstLine, frame.EndLine));
        if (IsNotice(context, selected))
        {
            return Draft(context, frame, selected);
        }

        return new TaskTable(context).Read() is { } table && IsNotice(context, table)
            ? Draft(context, frame, table)
            : NoNotice(source, frame);
    }

    // One body at least that is known or named as bodies are: else the brackets of any text would make a plan.
    private static bool IsNotice(ReadingContext context, SelectedItems selected)
    {
        var finder = new ClauseFinder(context);
        return selected.Items.Any(item =>
            item.Given?.IsCredible ?? finder.Find(item.Text).Clauses.Any(clause => clause.IsCredible)
        );
    }

    private static NoticeDraft NoNotice(SourceText source, Frame frame)
    {
        var log = new DiagnosticLog(source);
        log.Add(new Remark(NoticeCode.NoItems, 0), null);
        return new NoticeDraft(frame.Title, frame.Issuer, frame.DocumentNumber, frame.Date, [], [], log.InOrder());
    }

    private static NoticeDraft Draft(ReadingContext context, Frame frame, SelectedItems selected)
    {
        var log = new DiagnosticLog(context.Source);
        foreach (var remark in selected.Remarks)
        {
            log.Add(remark, null);
        }

        new NumberRemarks(log).Say(selected);
        var reader = new AssignmentReader(context, log, FirstNamed(context, log));
        ImmutableArray<DraftAssignment> assignments =
        [
            .. selected.Items.Select((item, index) => reader.Read(item, index + 1)),
        ];
        return new NoticeDraft(
            frame.Title,
            frame.Issuer,
            frame.DocumentNumber,
            frame.Date,
            [.. selected.Sections.Select((section, index) => Section(context.Source, section, index + 1))],
            assignments,
            log.InOrder()
        );
    }

    // 列第一位者为牵头单位,下同: what the notice declares need not be inferred.
    private static LeadBasis FirstNamed(ReadingContext context, DiagnosticLog log)
    {
        var convention = RoleWords.Convention(context.Flat, new FlatRange(0, context.Flat.Length));
        if (!convention.Success)
        {
            return LeadBasis.Inferred;
        }

        var words = convention.Value.Trim(',', ';', '、', '(', ')');
        log.Add(new Remark(NoticeCode.DeclaredConventionFound, convention.Index, words), null);
        return LeadBasis.Declared;
    }

    private static DraftSection Section(SourceText source, (OutlineNode Node, string Title) section, int number) =>
        new(
            number,
            source.Name(section.Node.Start, section.Node.Start + section.Node.Label!.Value.Printed),
            section.Title
        );
}
