using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>A title and the line after it.</summary>
internal readonly record struct FoundTitle(string? Text, string? Issuer, int Next);

/// <summary>Titles of notices and of what is attached to them; both may run over several lines.</summary>
internal static partial class Titles
{
    private const int MostLines = 4;

    /// <summary>The notice's own title: …关于…的通知, above the addressees.</summary>
    public static FoundTitle Heading(SourceText source, int end)
    {
        for (var line = 0; line < Math.Min(end, 12); line++)
        {
            if (Preamble().IsMatch(Line(source, line)) || Numbering.At(Line(source, line)) is not null)
            {
                break;
            }

            if (StartsTitle().IsMatch(Line(source, line)) || IsTitle(Line(source, line)))
            {
                var next = TitleEnd(source, line, end);
                var range = new FlatRange(source.Lines[line].Start, source.Lines[next - 1].End);
                return new FoundTitle(source.Printed(range.Start, range.End), Issuer(source, range), next);
            }
        }

        return new FoundTitle(null, null, 0);
    }

    /// <summary>The title of the text after the signature; 附件: and the like are passed over.</summary>
    public static FoundTitle? Attached(SourceText source, int from, int end)
    {
        var line = from;
        while (line < end && Attachment().IsMatch(Line(source, line)))
        {
            line++;
        }

        if (line >= end || Numbering.At(Line(source, line)) is not null || Preamble().IsMatch(Line(source, line)))
        {
            return null;
        }

        var next = TitleEnd(source, line, end);
        return new FoundTitle(source.Printed(source.Lines[line].Start, source.Lines[next - 1].End), null, next);
    }

    // Lines are taken until they end as titles do; if none does, the first line is the title.
    private static int TitleEnd(SourceText source, int from, int end)
    {
        var found = from + 1;
        for (var line = from; line < Math.Min(end, from + MostLines); line++)
        {
            if (line > from && (Preamble().IsMatch(Line(source, line)) || Numbering.At(Line(source, line)) is not null))
            {
                break;
            }

            // The wrap may fall inside the last word.
            if (IsTitle(source.Flat[source.Lines[from].Start..source.Lines[line].End]))
            {
                found = line + 1;
            }
        }

        return found;
    }

    public static bool IsTitle(string line) => EndsTitle().IsMatch(line);

    private static string Line(SourceText source, int index) =>
        source.Flat[source.Lines[index].Start..source.Lines[index].End];

    private static string? Issuer(SourceText source, FlatRange title)
    {
        var about = source.Flat.IndexOf("关于", title.Start, title.End - title.Start, StringComparison.Ordinal);
        return about > title.Start + 2 ? source.Name(title.Start, about) : null;
    }

    [GeneratedRegex("关于|转发|印发", RegexOptions.None, 10_000)]
    private static partial Regex StartsTitle();

    [GeneratedRegex(
        @"(?:分工|方案|通知|要点|计划|安排|意见|分解|分工表|任务书|清单|办法|措施|决定|台账|一览表|表)(?:[(\[].{1,12}[)\]])?$",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex EndsTitle();

    // A sentence, or the addressees, or a sentence's opening words.
    [GeneratedRegex(
        "[,。;:]|^(?:为(?:了|认真|深入|全面|贯彻|进一步|推进|加快|确保|做好|落实|切实)?|根据|按照|依据|现将|现对|经.{2,10}同意)",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex Preamble();

    [GeneratedRegex(@"^(?:(?:附|附件|附表)[\d一二三四五六七八九十]*:?|\(此件.{2,10}\))$", RegexOptions.None, 10_000)]
    private static partial Regex Attachment();
}
