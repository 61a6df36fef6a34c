using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;

namespace IpStrategy.Domain.Notices;

/// <summary>A name found in a list.</summary>
/// <param name="Name">As printed; completed where a prefix or suffix was left out.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Entry">What the directory knows under the name.</param>
internal sealed record ListedParty(string Name, FlatRange Place, NamedParty? Entry)
{
    public bool IsGroup => Entry is NamedParty.Several || (Entry is null && AgencyShapes.IsGroup(Name));

    /// <summary>Known, a group, or at least ending as bodies do.</summary>
    public bool IsCredible => Entry is not null || IsGroup || AgencyShapes.LooksLikeAgency(Name);

    public DraftParty ToDraft() => new(Name, Entry?.Code, IsGroup);
}

/// <summary>A list of names as read, with what was supplied or could not be read.</summary>
internal sealed record PartyListing(ImmutableArray<ListedParty> Parties, ImmutableArray<Remark> Remarks, bool HasUnread)
{
    public static PartyListing None { get; } = new([], [], false);

    public bool IsCredible => !Parties.IsEmpty && !HasUnread && Parties.All(party => party.IsCredible);
}

/// <summary>
/// Takes a list of names apart. The directory is asked before anything is split at 和, 与 or 及, because names contain
/// them; so they do 、 (各区、县人民政府). What cannot be a name is said to be unread, never made a party.
/// </summary>
internal sealed class PartyListReader(ReadingContext context)
{
    private readonly List<ListedParty> _parties = [];
    private readonly List<Remark> _remarks = [];
    private readonly HashSet<int> _levelStarts = [];
    private bool _hasUnread;

    private string Flat => context.Flat;

    /// <summary>Reads one list; a reader serves one list only.</summary>
    public PartyListing Read(FlatRange range)
    {
        var at = range.Start;
        while (at < range.End)
        {
            at = Step(at, range.End);
        }

        var names = new ElidedNames(context, _levelStarts).Complete(_parties, _remarks);
        return new PartyListing(Distinct(names), [.. _remarks], _hasUnread);
    }

    private int Step(int at, int end)
    {
        if (Flat[at] is ',' or ';')
        {
            // A comma parts levels or sub-lists: no prefix is carried over it.
            _levelStarts.Add(_parties.Count);
            return at + 1;
        }

        var connective = PartyBoundaries.ConnectiveAt(Flat.AsSpan(at, end - at));
        if (connective > 0 && (Flat[at] == '、' || _parties.Count > 0))
        {
            return at + connective;
        }

        if (Flat[at] is '(' or '[')
        {
            return Bracket(at, end);
        }

        var open = PartyBoundaries.OpenTail(Flat.AsSpan(at, end - at));
        return open > 0 && _parties.Count > 0 ? LeaveOpen(at, open) : Name(at, end);
    }

    private int LeaveOpen(int at, int length)
    {
        _remarks.Add(new Remark(NoticeCode.OpenGroup, at, context.Source.Name(at, at + length)));
        return at + length;
    }

    // 省市场监管局(省知识产权局): one body with two names.
    private int Bracket(int at, int end)
    {
        var close = context.Source.Brackets.Close(at, end) ?? end;
        if (_parties.Count == 0)
        {
            _hasUnread = true;
            _remarks.Add(new Remark(NoticeCode.UnparsedText, at, context.Source.Name(at, Math.Min(close + 1, end))));
        }
        else
        {
            var alias = context.Source.Name(at + 1, close);
            _remarks.Add(new Remark(NoticeCode.AliasInBrackets, at, _parties[^1].Name, alias));
            NameByAlias(alias);
        }

        return Math.Min(close + 1, end);
    }

    private void NameByAlias(string alias)
    {
        if (_parties[^1].Entry is null && context.Directory.FindAt(alias, context.Day) is { } known)
        {
            _parties[^1] = _parties[^1] with { Entry = known };
        }
    }

    private int Name(int at, int end)
    {
        var rest = Flat.AsSpan(at, end - at);
        var hit = context.Directory.LongestAt(rest, context.Day);
        if (hit is { } known && PartyBoundaries.IsEnd(rest[known.Length..]))
        {
            return Add(at, known.Length, known.Party);
        }

        var group = PartyBoundaries.GroupWithSeparators(rest);
        return Add(at, group > 0 ? group : PartyBoundaries.UnknownLength(context, rest), null);
    }

    private int Add(int at, int length, NamedParty? entry)
    {
        var name = context.Source.Name(at, at + length);
        if (entry is not null || AgencyShapes.CanBeName(Flat.AsSpan(at, length)))
        {
            // A traditional name is looked up by its simplified form, yet kept as printed.
            entry ??= context.Directory.FindAt(Flat.Substring(at, length), context.Day);
            _parties.Add(new ListedParty(name, new FlatRange(at, at + length), entry));
        }
        else if (Flat.AsSpan(at, length) is not ("无" or "-" or "--" or "/"))
        {
            _hasUnread = true;
            _remarks.Add(new Remark(NoticeCode.UnparsedText, at, name));
        }

        return at + length;
    }

    private static ImmutableArray<ListedParty> Distinct(IEnumerable<ListedParty> parties) =>
        [.. parties.DistinctBy(party => party.Name)];
}
