namespace IpStrategy.Persistence.Agencies;

public enum ReorganisationState
{
    /// <summary>Steps are still to come on their days.</summary>
    Scheduled,
    CarriedOut,

    /// <summary>On its day it could not be carried out; nothing of that day was done.</summary>
    Stuck,

    /// <summary>Called off; what had been carried out by then stays.</summary>
    Withdrawn,
}

/// <summary>机构改革, as it was ordered, and how far it has been carried out.</summary>
public sealed class StoredReorganisation
{
    private StoredReorganisation() { }

    public StoredReorganisation(long id, string title, string legalBasis, string document) =>
        (Id, Title, LegalBasis, Document) = (id, title, legalBasis, document);

    public long Id { get; private set; }
    public string Title { get; private set; } = "";
    public string LegalBasis { get; private set; } = "";

    /// <summary>Steps and choices, as JSON.</summary>
    public string Document { get; private set; } = "{}";
    public ReorganisationState State { get; private set; }
    public DateTimeOffset OrderedAt { get; private set; }
    public long OrderedById { get; private set; }
    public string OrderedByName { get; private set; } = "";
    public int StepsDone { get; private set; }

    /// <summary>Day of the next step; null when none is left.</summary>
    public DateOnly? NextOn { get; private set; }
    public DateTimeOffset? CarriedOutAt { get; private set; }

    /// <summary>What was changed, day by day, as a JSON list.</summary>
    public string Results { get; private set; } = "[]";

    /// <summary>Code of the refusal it is stuck with.</summary>
    public string? Problem { get; private set; }

    public StoredReorganisation OrderedBy(long userId, string name, DateTimeOffset at)
    {
        (OrderedById, OrderedByName, OrderedAt) = (userId, name, at);
        return this;
    }

    /// <param name="next">Day of the step after them; null when they were the last.</param>
    public void Advance(int stepsDone, DateOnly? next, string results, DateTimeOffset at)
    {
        (StepsDone, NextOn, Results, Problem) = (stepsDone, next, results, null);
        State = next is null ? ReorganisationState.CarriedOut : ReorganisationState.Scheduled;
        if (stepsDone > 0)
        {
            CarriedOutAt = at;
        }
    }

    /// <summary>The steps still to come will not be taken.</summary>
    public void Withdraw() => (State, NextOn, Problem) = (ReorganisationState.Withdrawn, null, null);

    public void GetStuck(string problem) => (State, Problem) = (ReorganisationState.Stuck, problem);
}
