using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Notices;

/// <summary>A sentence that names who answers: 由A会同B、C负责落实. Taken only where every name is a body.</summary>
internal static partial class ProseClauses
{
    public static Clause? Find(ReadingContext context, FlatRange own)
    {
        for (
            var match = SentencePattern().Match(context.Flat, own.Start, own.End - own.Start);
            match.Success;
            match = match.NextMatch()
        )
        {
            var sentence = match.Groups["parties"];
            var place = new FlatRange(sentence.Index, sentence.Index + sentence.Length);
            if (Certain(context, place) is { } clause)
            {
                var remark = new Remark(
                    NoticeCode.ProseResponsibility,
                    place.Start,
                    context.Source.Name(clause.Place.Start, clause.Place.End)
                );
                return clause with { Style = ClauseStyle.Prose, Remarks = [remark, .. clause.Remarks] };
            }
        }

        return null;
    }

    // What follows the last role (,每季度末前报送进展) is no part of the clause.
    private static Clause? Certain(ReadingContext context, FlatRange sentence)
    {
        var clause = new ClauseParser(context).Parse(sentence, sentence);
        if (
            clause?.Remarks.FirstOrDefault(remark => remark.Code == NoticeCode.UnparsedText) is { } rest
            && rest.At > sentence.Start
        )
        {
            var shorter = sentence with { End = rest.At - 1 };
            clause = new ClauseParser(context).Parse(shorter, shorter);
        }

        return clause is not null && IsCertain(clause) ? clause : null;
    }

    private static bool IsCertain(Clause clause) =>
        clause.HasParties
        && clause.Remarks.All(remark => remark.Code != NoticeCode.UnparsedText)
        && clause.Phrases.All(phrase => phrase.Listing.Parties.All(party => party.IsCredible));

    // The sentence's tail from 由, or the whole sentence where it begins with bodies.
    [GeneratedRegex(
        "(?<parties>(?:(?:以上|此项|该项|上述|本项)工作)?由[^。;由]{2,120}?(?:负责|牵头|落实|配合|协办|参与|参加|主办|承办|实施)[^。;]{0,80})(?=[。;]|$)",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex SentencePattern();
}
