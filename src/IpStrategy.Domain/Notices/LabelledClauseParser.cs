namespace IpStrategy.Domain.Notices;

/// <summary>Reads labels and what follows them: 牵头单位:A,配合单位:B、C, in a bracket or on lines of their own.</summary>
internal static class LabelledClauseParser
{
    /// <summary>Null if the range does not begin with a label. The clause's place ends where its last value does.</summary>
    public static Clause? Parse(ReadingContext context, FlatRange inner)
    {
        var phrases = new List<ClausePhrase>();
        var deadlines = new List<FlatRange>();
        var at = inner.Start;
        while (at < inner.End && RoleWords.LabelAt(context.Flat, new FlatRange(at, inner.End)) is { } label)
        {
            var value = new FlatRange(
                at + label.Length,
                NextLabel(context, new FlatRange(at + label.Length, inner.End))
            );
            Add(context, label.Role, value, phrases, deadlines);
            at = SkipSeparators(context.Flat, value.End, inner.End);
        }

        return phrases.Count + deadlines.Count == 0
            ? null
            : new Clause(
                inner with
                {
                    End = at,
                },
                [.. phrases],
                ClauseStyle.Labelled,
                [.. phrases.SelectMany(phrase => phrase.Listing.Remarks)]
            )
            {
                Deadlines = [.. deadlines],
            };
    }

    private static void Add(
        ReadingContext context,
        PartyRole role,
        FlatRange value,
        List<ClausePhrase> phrases,
        List<FlatRange> deadlines
    )
    {
        var trimmed = Trim(context.Flat, value);
        if (role == PartyRole.Deadline)
        {
            deadlines.Add(trimmed);
        }
        else
        {
            phrases.Add(new ClausePhrase(role, new PartyListReader(context).Read(trimmed), value));
        }
    }

    // A label stands after a separator or where a line begins.
    private static int NextLabel(ReadingContext context, FlatRange rest)
    {
        for (var at = rest.Start; at < rest.End; at++)
        {
            if (context.Flat[at] == '。')
            {
                return at;
            }

            var mayBegin =
                at == rest.Start || context.Flat[at - 1] is ',' or ';' or '。' or '、' || context.Source.BeginsLine(at);
            if (mayBegin && RoleWords.LabelAt(context.Flat, new FlatRange(at, rest.End)) is not null)
            {
                return at;
            }
        }

        return rest.End;
    }

    private static int SkipSeparators(string flat, int at, int end)
    {
        while (at < end && flat[at] is ',' or ';' or '。' or '、')
        {
            at++;
        }

        return at;
    }

    private static FlatRange Trim(string flat, FlatRange range)
    {
        var (start, end) = (SkipSeparators(flat, range.Start, range.End), range.End);
        while (end > start && flat[end - 1] is ',' or ';' or '。' or '、')
        {
            end--;
        }

        return new FlatRange(start, end);
    }
}
