using System.Collections.Immutable;
using System.Globalization;

namespace IpStrategy.Domain.Notices;

/// <summary>Reads one task: its clauses, its text without them, and the times, targets and deliverables it names.</summary>
internal sealed class AssignmentReader(ReadingContext context, DiagnosticLog log, LeadBasis firstNamed)
{
    private readonly ClauseFinder _finder = new(context);

    public DraftAssignment Read(TaskItem item, int number)
    {
        var found = item.Given is { } given ? new FoundClauses([given], []) : _finder.Find(item.Text);
        var clauses = found.Clauses;
        var end = item.Given is null ? Trailing(item, clauses, number) : item.Text.End;
        var kept = item.Given is null ? Kept(item.Text with { End = end }, clauses) : [item.Text];
        var roles = new RoleDecision(clauses, firstNamed).Decide();
        foreach (var remark in found.Remarks.Concat(clauses.SelectMany(clause => clause.Remarks)))
        {
            log.Add(remark, number);
        }

        new RoleRemarks(context, log).Say(item, number, clauses, roles);
        return new DraftAssignment
        {
            Number = number,
            Label = item.Label is { } label ? context.Source.Name(item.Start, item.Start + label.Printed) : "",
            Section = item.Section,
            Text = string.Concat(kept.Select(Printed)),
            Responsibility = string.Join(' ', clauses.Select(clause => Printed(clause.Place))),
            Leads = [.. roles.Leads.Select(party => party.ToDraft())],
            CoResponsible = [.. roles.CoResponsible.Select(party => party.ToDraft())],
            Form = roles.Form,
            LeadBasis = roles.Basis,
            Others = roles.Others,
            Deadlines = Deadlines(item, clauses, kept, number),
            Targets = [.. kept.SelectMany(new TargetReader(context).Find)],
            Deliverables = [.. kept.SelectMany(new DeliverableReader(context).Find).Distinct()],
            Span = context.Source.Span(item.Start, clauses.IsEmpty ? end : clauses[^1].Place.End),
        };
    }

    // A paragraph without a label after the clause belongs to no task; points with labels belong to this one.
    private int Trailing(TaskItem item, ImmutableArray<Clause> clauses, int number)
    {
        if (clauses.IsEmpty)
        {
            return item.Text.End;
        }

        var after = clauses[^1].Place.End;
        while (after < item.Text.End && context.Flat[after] is '。' or ';' or '.')
        {
            after++;
        }

        var rest = item.Text with { Start = after };
        if (
            rest.IsEmpty
            || !context.Source.BeginsLine(after)
            || Numbering.At(context.Flat.AsSpan(after, rest.End - after)) is not null
        )
        {
            return item.Text.End;
        }

        log.Add(new Remark(NoticeCode.UnparsedText, after, Excerpt.Of(context.Source, rest)), number);
        return after;
    }

    private ImmutableArray<FlatRange> Kept(FlatRange text, ImmutableArray<Clause> clauses)
    {
        var kept = ImmutableArray.CreateBuilder<FlatRange>();
        var at = text.Start;
        foreach (var clause in clauses)
        {
            kept.Add(new FlatRange(at, Math.Min(clause.Place.Start, text.End)));
            at = clause.Style == ClauseStyle.Prose ? AfterSentence(text.Start, clause.Place) : clause.Place.End;
        }

        kept.Add(new FlatRange(at, text.End));
        kept.RemoveAll(range => range.IsEmpty);
        return kept.Count == 0 ? [text] : kept.ToImmutable();
    }

    // Taken out of the text whole, a sentence takes its stop along: 做好某项工作。由市科委负责。
    private int AfterSentence(int textStart, FlatRange sentence)
    {
        var whole = sentence.Start == textStart || context.Flat[sentence.Start - 1] is '。' or ';';
        var stopped = sentence.End < context.Flat.Length && context.Flat[sentence.End] is '。' or ';' or ',';
        return whole && stopped ? sentence.End + 1 : sentence.End;
    }

    private ImmutableArray<DraftDeadline> Deadlines(
        TaskItem item,
        ImmutableArray<Clause> clauses,
        ImmutableArray<FlatRange> kept,
        int number
    )
    {
        var reader = new DeadlineReader(context);
        var labelled = clauses.SelectMany(clause => clause.Deadlines);
        FoundDeadline[] found = [.. kept.SelectMany(reader.Find), .. labelled.SelectMany(reader.FindLabelled)];
        foreach (var deadline in found.Where(deadline => deadline.Doubt is not null))
        {
            log.Add(
                new Remark(
                    deadline.Doubt!,
                    deadline.Place.Start,
                    Printed(deadline),
                    context.Year.ToString(CultureInfo.InvariantCulture)
                ),
                number
            );
        }

        if (found.Length == 0)
        {
            log.Add(new Remark(NoticeCode.NoDeadline, item.Start), number);
        }

        return [.. found.Select(deadline => new DraftDeadline(Printed(deadline), deadline.Date, deadline.Kind))];
    }

    private string Printed(FoundDeadline deadline) => context.Source.Name(deadline.Place.Start, deadline.Place.End);

    private string Printed(FlatRange range) => context.Source.Printed(range.Start, range.End);
}
