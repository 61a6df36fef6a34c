using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Extensions;

public enum ExtensionState
{
    Pending,
    Approved,
    Refused,

    /// <summary>What it was for was done, or ended, before anybody decided.</summary>
    Moot,
}

/// <summary>Which date is asked to be later.</summary>
/// <param name="WorkItemId">The step whose own date it is; null = the date of the whole undertaking.</param>
/// <param name="Body">The body that asks.</param>
/// <param name="OldRule">Stable text of the rule behind the old date.</param>
public sealed record ExtensionSubject(
    long UndertakingId,
    long? WorkItemId,
    string Body,
    DateOnly OldDueOn,
    string OldRule
);

/// <summary>延期: a later date asked for before the due date. It keeps both dates, both rules, and who asked and decided.</summary>
public sealed class Extension
{
    private Extension() { }

    public Extension(long id, ExtensionSubject subject, DateOnly wantedOn, string reason)
    {
        (Id, UndertakingId, WorkItemId) = (id, subject.UndertakingId, subject.WorkItemId);
        (Body, OldDueOn, OldRule) = (subject.Body, subject.OldDueOn, subject.OldRule);
        (WantedOn, Reason) = (wantedOn, reason);
    }

    public long Id { get; private set; }
    public long UndertakingId { get; private set; }
    public long? WorkItemId { get; private set; }
    public long InstanceId { get; private set; }
    public string Body { get; private set; } = "";
    public DateOnly OldDueOn { get; private set; }
    public string OldRule { get; private set; } = "";
    public DateOnly WantedOn { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTimeOffset AskedAt { get; private set; }
    public long AskedById { get; private set; }
    public string AskedByName { get; private set; } = "";
    public ExtensionState State { get; private set; }

    /// <summary>The date it was moved to; null unless approved.</summary>
    public DateOnly? NewDueOn { get; private set; }
    public string? NewRule { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public long? DecidedById { get; private set; }
    public string? DecidedByName { get; private set; }
    public string Decision { get; private set; } = "";

    public void Ask(long instanceId, Actor by, DateTimeOffset at) =>
        (InstanceId, AskedById, AskedByName, AskedAt) = (instanceId, by.UserId, by.Name, at);

    /// <summary>What was decided; it takes effect when the process comes to it.</summary>
    /// <param name="newDueOn">Null = refused.</param>
    public void Decide(DateOnly? newDueOn, string text, Actor by, DateTimeOffset at)
    {
        (NewDueOn, Decision) = (newDueOn, text);
        (DecidedById, DecidedByName, DecidedAt) = (by.UserId, by.Name, at);
    }

    /// <param name="newRule">Stable text of the rule behind the new date; null where it was not approved.</param>
    public void Settle(ExtensionState state, string? newRule) => (State, NewRule) = (state, newRule);
}
