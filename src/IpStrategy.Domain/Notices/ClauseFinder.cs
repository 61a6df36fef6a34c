using System.Collections.Immutable;

namespace IpStrategy.Domain.Notices;

/// <summary>The clauses of one stretch of text, in order, and what is to be said of brackets that are wrong.</summary>
internal sealed record FoundClauses(ImmutableArray<Clause> Clauses, ImmutableArray<Remark> Remarks)
{
    public bool Any => !Clauses.IsEmpty;
}

/// <summary>
/// Finds the clauses in an item's own text: brackets with a role word or label, or with nothing but bodies at the end of
/// a sentence; labels at the start of a line or sentence; and, where there is neither, a sentence that says who does it.
/// </summary>
internal sealed class ClauseFinder(ReadingContext context)
{
    private const int LongestUnclosed = 300;

    private string Flat => context.Flat;

    public FoundClauses Find(FlatRange own)
    {
        var clauses = new List<Clause>();
        var remarks = new List<Remark>();
        for (var at = own.Start; at < own.End; )
        {
            at = Step(at, own, clauses, remarks);
        }

        if (clauses.Count == 0 && ProseClauses.Find(context, own) is { } prose)
        {
            clauses.Add(prose);
        }

        return new FoundClauses([.. clauses], [.. remarks]);
    }

    private int Step(int at, FlatRange own, List<Clause> clauses, List<Remark> remarks)
    {
        if (Flat[at] is '(' or '[')
        {
            return Bracket(at, own, clauses, remarks);
        }

        if (
            MayBeginLabel(at, own)
            && WritesColon(at, own)
            && LabelledClauseParser.Parse(context, own with { Start = at }) is { } labelled
        )
        {
            clauses.Add(labelled);
            return labelled.Place.End;
        }

        return at + 1;
    }

    private int Bracket(int open, FlatRange own, List<Clause> clauses, List<Remark> remarks)
    {
        var close = context.Source.Brackets.Close(open, own.End);
        var end = close ?? Unclosed(open, own.End);
        var place = new FlatRange(open, close is null ? end : end + 1);
        var inner = new FlatRange(open + 1, end);
        var clause = Inside(inner, place);
        if (clause is { IsUnreadable: true })
        {
            // A role word stands in it, but what it is said of cannot be names: some other remark, or a form not known yet.
            remarks.AddRange(clause.Remarks.Where(remark => remark.Code == NoticeCode.UnparsedText));
        }
        else if (clause is not null)
        {
            clauses.Add(clause);
            if (close is null)
            {
                remarks.Add(
                    new Remark(NoticeCode.UnclosedClause, open, context.Source.Name(open, Math.Min(open + 20, own.End)))
                );
            }

            return place.End;
        }

        return close is null ? open + 1 : place.End;
    }

    // A clause that is not closed ends with its sentence at the latest, or where another opens.
    private int Unclosed(int open, int end)
    {
        end = Math.Min(end, open + LongestUnclosed);
        var stop = Flat.AsSpan(open + 1, end - open - 1).IndexOfAny('。', '(', '[');
        return stop < 0 ? end : open + 1 + stop;
    }

    private Clause? Inside(FlatRange inner, FlatRange place)
    {
        var content = WithoutConvention(inner);
        if (LabelledClauseParser.Parse(context, content) is { } labelled)
        {
            return labelled with
            {
                Place = place,
                Remarks = [.. labelled.Remarks, .. Unread(labelled.Place.End, content.End)],
            };
        }

        return new ClauseParser(context).Parse(content, place) ?? Bare(content, place);
    }

    private IEnumerable<Remark> Unread(int start, int end) =>
        start < end ? [new Remark(NoticeCode.UnparsedText, start, context.Source.Name(start, end))] : [];

    // (A、B负责,列第一位者为牵头单位,下同): the convention is not a party.
    private FlatRange WithoutConvention(FlatRange inner)
    {
        var match = RoleWords.Convention(Flat, inner);
        if (!match.Success)
        {
            return inner;
        }

        return match.Index == inner.Start
            ? inner with
            {
                Start = match.Index + match.Length,
            }
            : inner with
            {
                End = match.Index,
            };
    }

    // Nothing but bodies, one of them known, at the end of a sentence: (市科委、市教委).
    private Clause? Bare(FlatRange inner, FlatRange place)
    {
        var endsSentence =
            place.End >= Flat.Length || Flat[place.End] is '。' or ';' || context.Source.BeginsLine(place.End);
        if (!endsSentence || inner.IsEmpty)
        {
            return null;
        }

        var listing = new PartyListReader(context).Read(inner);
        return listing.IsCredible && listing.Parties.Any(party => party.Entry is not null)
            ? new Clause(
                place,
                [new ClausePhrase(PartyRole.Responsible, listing, inner)],
                ClauseStyle.Bracket,
                listing.Remarks
            )
            : null;
    }

    private bool MayBeginLabel(int at, FlatRange own) =>
        at == own.Start || Flat[at - 1] is '。' or ';' or ')' or ']' || context.Source.BeginsLine(at);

    // In running text only a colon tells the label 责任单位: from a sentence that begins with the words.
    private bool WritesColon(int at, FlatRange own) =>
        RoleWords.LabelAt(Flat, own with { Start = at }) is { } label && Flat[at + label.Length - 1] == ':';
}
