namespace IpStrategy.Domain.Notices;

/// <summary>
/// Reads the inside of a clause: lists of parties, each followed by its role word, parted by commas and semicolons, each
/// perhaps with an object (A负责立项,B负责资金). A role word counts only where it ends its phrase or where bodies stand
/// before it: 负责人, 配合比 and the 监督 of 市食品药品监督管理局 are none.
/// </summary>
internal sealed class ClauseParser(ReadingContext context)
{
    private readonly List<ClausePhrase> _phrases = [];
    private readonly List<Remark> _remarks = [];
    private int _listStart;
    private bool _afterWith;

    private string Flat => context.Flat;

    /// <summary>The phrases of a clause without labels, or null if no role word is in it. A parser serves one clause only.</summary>
    public Clause? Parse(FlatRange inner, FlatRange place)
    {
        _listStart = inner.Start;
        for (var at = inner.Start; at < inner.End; )
        {
            at = Step(at, inner.End);
        }

        Flush(inner.End);
        return _phrases.Count == 0
            ? null
            : new Clause(
                place,
                [.. _phrases],
                ClauseStyle.Bracket,
                [.. _remarks, .. _phrases.SelectMany(phrase => phrase.Listing.Remarks)]
            );
    }

    private int Step(int at, int end)
    {
        if (context.Directory.LongestAt(Flat.AsSpan(at, end - at), context.Day) is { } known)
        {
            return at + known.Length;
        }

        if (Flat[at] is ';' or '。')
        {
            Flush(at);
            _listStart = at + 1;
            return at + 1;
        }

        if (Flat[at] is '(' or '[')
        {
            return (context.Source.Brackets.Close(at, end) ?? at) + 1;
        }

        return RoleWords.At(Flat, new FlatRange(at, end)) is { } word && TakeRole(word, at, end) is { } next
            ? next
            : at + 1;
    }

    private int? TakeRole(RoleWord word, int at, int end)
    {
        var after = at + word.Length;
        var list = new FlatRange(TrimStart(_listStart, at), at);
        var ends = EndsPhrase(after, end);
        var listing = list.IsEmpty ? PartyListing.None : new PartyListReader(context).Read(list);
        if (!ends && !(word.Role == PartyRole.With ? listing.IsCredible || list.IsEmpty : listing.IsCredible))
        {
            return null;
        }

        Add(word.Role, listing, new FlatRange(list.Start, after));
        _afterWith = word.Role == PartyRole.With;
        _listStart = ends || _afterWith ? after : ObjectEnd(after, end);
        return _listStart;
    }

    private void Add(PartyRole role, PartyListing listing, FlatRange place)
    {
        var actual = role switch
        {
            PartyRole.With => PartyRole.Lead,
            PartyRole.Responsible or PartyRole.Lead or PartyRole.Parallel or PartyRole.Implementer when _afterWith =>
                PartyRole.CoResponsible,
            _ => role,
        };
        if (role == PartyRole.With)
        {
            _phrases.Add(new ClausePhrase(PartyRole.With, PartyListing.None, place));
        }

        // 牵头、负责 by the same party: the second word adds nobody.
        if (listing.Parties.IsEmpty && !listing.HasUnread && _phrases.Count > 0)
        {
            return;
        }

        _phrases.Add(new ClausePhrase(actual, listing, place));
    }

    // What stands after the last role word: after 会同 it co-operates; else nobody said what it does.
    private void Flush(int end)
    {
        var rest = new FlatRange(TrimStart(_listStart, end), end);
        if (rest.IsEmpty || _phrases.Count == 0)
        {
            return;
        }

        if (_afterWith && new PartyListReader(context).Read(rest) is { Parties.IsEmpty: false } listing)
        {
            _phrases.Add(new ClausePhrase(PartyRole.CoResponsible, listing, rest));
        }
        else
        {
            _remarks.Add(new Remark(NoticeCode.UnparsedText, rest.Start, context.Source.Name(rest.Start, rest.End)));
        }

        _afterWith = false;
    }

    private int TrimStart(int start, int end)
    {
        while (start < end && Flat[start] is ',' or ';' or '、' or '。' or ':')
        {
            start++;
        }

        foreach (
            var opening in (string[])
                ["以上工作由", "此项工作由", "该项工作由", "上述工作由", "本项工作由", "工作由", "并由", "由"]
        )
        {
            if (Flat.AsSpan(start, end - start).StartsWith(opening, StringComparison.Ordinal))
            {
                return start + opening.Length;
            }
        }

        return start;
    }

    private bool EndsPhrase(int at, int end) =>
        at >= end
        || Flat[at] is ',' or ';' or '。' or '、' or ':'
        || RoleWords.At(Flat, new FlatRange(at, end)) is not null;

    private int ObjectEnd(int at, int end)
    {
        while (at < end && Flat[at] is not (',' or ';' or '。'))
        {
            at++;
        }

        return at;
    }
}
