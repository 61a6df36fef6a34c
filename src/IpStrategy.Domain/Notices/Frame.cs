using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>What surrounds the tasks, and which lines hold them.</summary>
/// <param name="Title">Of the attached text, or of the notice.</param>
/// <param name="Issuer">The signature.</param>
/// <param name="DocumentNumber">As printed.</param>
/// <param name="Date">As signed.</param>
/// <param name="FirstLine">First line of the body.</param>
/// <param name="EndLine">One past the last line of the body.</param>
internal sealed record Frame(
    string? Title,
    string? Issuer,
    string? DocumentNumber,
    DateOnly? Date,
    int FirstLine,
    int EndLine
);

/// <summary>
/// Tells heading, addressees, signature and trailer from the body. With an attachment, which is the usual form, the
/// signature stands before the attached text; without one it stands after the tasks.
/// </summary>
internal sealed partial class FrameReader(SourceText source)
{
    private readonly int _lineCount = source.Lines.Length;

    public Frame Read()
    {
        var end = TrailerStart();
        var dateLine = Enumerable
            .Range(0, end)
            .Cast<int?>()
            .FirstOrDefault(line => NoticeDates.Whole(Line(line!.Value)) is not null);
        var attached = dateLine is { } signed && HoldsTheTasks(signed + 1, end);
        var heading = Titles.Heading(source, dateLine is { } limit ? Math.Min(limit, end) : end);
        var title = attached ? Titles.Attached(source, dateLine!.Value + 1, end) : null;
        var first = title?.Next ?? (attached ? dateLine!.Value + 1 : heading.Next);
        return new Frame(
            title?.Text ?? heading.Text,
            Signature(dateLine) ?? heading.Issuer,
            DocumentNumber(attached ? dateLine!.Value : end),
            dateLine is { } dated ? NoticeDates.Whole(Line(dated)) : NoticeDates.Printed(source.Flat),
            first,
            dateLine is { } last && !attached ? Math.Max(first, SignatureStart(last)) : end
        );
    }

    private string Line(int index) => source.Flat[source.Lines[index].Start..source.Lines[index].End];

    private int TrailerStart()
    {
        // What ends a notice comes after the last label; 附件: in a covering note comes before the first.
        var last = Enumerable
            .Range(0, _lineCount)
            .LastOrDefault(line => Numbering.At(Line(line)) is not null, _lineCount / 2);
        return Enumerable
            .Range(0, _lineCount)
            .FirstOrDefault(line => line > last && Trailer().IsMatch(Line(line)), _lineCount);
    }

    // The signature parts the covering note from the attached text if most labels come after it.
    private bool HoldsTheTasks(int from, int end)
    {
        var after = Enumerable.Range(from, Math.Max(0, end - from)).Count(line => Numbering.At(Line(line)) is not null);
        var before = Enumerable.Range(0, from).Count(line => Numbering.At(Line(line)) is not null);
        return from < end && after >= before && (after > 0 || end - from > 2);
    }

    private int SignatureStart(int dateLine) => Signature(dateLine) is null ? dateLine : dateLine - 1;

    private string? Signature(int? dateLine)
    {
        if (dateLine is not > 0)
        {
            return null;
        }

        var line = source.Lines[dateLine.Value - 1];
        return Issuer().IsMatch(Line(dateLine.Value - 1)) && !Titles.IsTitle(Line(dateLine.Value - 1))
            ? source.Name(line.Start, line.End)
            : null;
    }

    private string? DocumentNumber(int end)
    {
        for (var line = 0; line < Math.Min(end, _lineCount); line++)
        {
            foreach (var word in source.Words(source.Lines[line]))
            {
                if (Number().IsMatch(source.Flat.AsSpan(word.Start, word.End - word.Start)))
                {
                    return source.Name(word.Start, word.End);
                }
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"^(?:主题词:|附件?\d*:|抄送:|抄报:|分送:|主送:|\(?此件|\(?联系人:|(?:.{2,20}(?:办公厅|办公室|秘书处))?\d{4}年\d{1,2}月\d{1,2}日印发)",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex Trailer();

    [GeneratedRegex("^[^,。:;、()]{2,40}$", RegexOptions.None, 10_000)]
    private static partial Regex Issuer();

    [GeneratedRegex(@"^\(?[\u4e00-\u9fff]{1,12}\[\d{4}\]第?\d{1,4}号\)?$", RegexOptions.None, 10_000)]
    private static partial Regex Number();
}
