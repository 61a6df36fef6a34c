using System.Collections.Immutable;

namespace IpStrategy.Domain.Notices;

/// <summary>Some parties and their role.</summary>
internal sealed record ClausePhrase(PartyRole Role, PartyListing Listing, FlatRange Place);

/// <summary>A responsibility clause as read.</summary>
/// <param name="Place">Brackets or labels included.</param>
/// <param name="Phrases">Who does what, in order.</param>
/// <param name="Style">How it is written.</param>
/// <param name="Remarks">What is to be said of its places.</param>
internal sealed record Clause(
    FlatRange Place,
    ImmutableArray<ClausePhrase> Phrases,
    ClauseStyle Style,
    ImmutableArray<Remark> Remarks
)
{
    public bool HasParties => Phrases.Any(phrase => !phrase.Listing.Parties.IsEmpty);

    /// <summary>At least one name that is known or ends as bodies do: what keeps a recipe from being a notice.</summary>
    public bool IsCredible => Phrases.Any(phrase => phrase.Listing.Parties.Any(party => party.IsCredible));

    /// <summary>It has a role word and nothing that could be a name.</summary>
    public bool IsUnreadable => !HasParties && Phrases.Any(phrase => phrase.Listing.HasUnread);

    /// <summary>Where it names times: 完成时限:….</summary>
    public ImmutableArray<FlatRange> Deadlines { get; init; } = [];
}

internal enum ClauseStyle
{
    Bracket,

    /// <summary>Labels, in a bracket or on lines of their own.</summary>
    Labelled,

    /// <summary>A sentence: 由A会同B负责落实.</summary>
    Prose,
}
