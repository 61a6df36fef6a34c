namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>What happened on a step. Folding the events of a step gives the step: its history explains every change.</summary>
public abstract record SigningEvent
{
    public sealed record Seen(SignerId Signer) : SigningEvent;

    public sealed record Claimed(SignerId Signer, long By) : SigningEvent;

    public sealed record Unclaimed(SignerId Signer) : SigningEvent;

    /// <summary>Approved or rejected.</summary>
    public sealed record Acted(SignerId Signer, SignerState State, long By, long For) : SigningEvent;

    public sealed record Transferred(SignerId Signer, long To) : SigningEvent;

    public sealed record Delegated(SignerId Signer, long To, long Owner) : SigningEvent;

    public sealed record Resolved(SignerId Signer) : SigningEvent;

    public sealed record Added(Signer Signer) : SigningEvent;

    /// <summary>Somebody waits for another one from now on.</summary>
    public sealed record Deferred(SignerId Signer, SignerId WaitsFor) : SigningEvent;

    public sealed record Closed(SignerId Signer, SignerState State) : SigningEvent;

    /// <summary>Lies open again: taken back, or closed only because of what was taken back.</summary>
    public sealed record Reopened(SignerId Signer) : SigningEvent;

    public sealed record TakenOver(SignerId Signer, long By) : SigningEvent;

    public sealed record Concluded(SigningVerdict Verdict) : SigningEvent;

    public sealed record RuleSet(SigningRule Rule) : SigningEvent;

    public sealed record Suspended : SigningEvent;

    public sealed record Resumed : SigningEvent;

    public static SigningStep Apply(SigningStep step, SigningEvent happened) =>
        happened switch
        {
            Concluded e => step with { Verdict = e.Verdict },
            Suspended => step with { IsSuspended = true },
            Resumed => step with { IsSuspended = false },
            RuleSet e => step with { Rule = e.Rule },
            Added e => step with { Signers = step.Signers.Add(e.Signer) },
            Seen e => Change(step, e.Signer, s => s with { IsSeen = true }),
            Claimed e => Change(step, e.Signer, s => s with { HolderId = e.By, IsSeen = true }),
            Unclaimed e => Change(step, e.Signer, s => s with { HolderId = null, AskedId = null }),
            Transferred e => Change(step, e.Signer, s => s with { HolderId = e.To, AskedId = null, IsSeen = false }),
            TakenOver e => Change(step, e.Signer, s => s with { HolderId = e.By, AskedId = null }),
            Delegated e => Change(step, e.Signer, s => s with { AskedId = e.To, HolderId = e.Owner, IsSeen = true }),
            Resolved e => Change(step, e.Signer, s => s with { AskedId = null }),
            _ => ApplyToState(step, happened),
        };

    private static SigningStep ApplyToState(SigningStep step, SigningEvent happened) =>
        happened switch
        {
            Acted e => Change(step, e.Signer, s => s with { State = e.State, ActedById = e.By, HolderId = e.For }),
            Closed e => Change(step, e.Signer, s => s with { State = e.State, AskedId = null }),
            Reopened e => Change(step, e.Signer, s => s with { State = SignerState.Pending, ActedById = null }),
            Deferred e => Change(step, e.Signer, s => s with { WaitsFor = s.WaitsFor.Add(e.WaitsFor) }),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "No such event."),
        };

    private static SigningStep Change(SigningStep step, SignerId id, Func<Signer, Signer> change) =>
        step with
        {
            Signers = [.. step.Signers.Select(s => s.Id == id ? change(s) : s)],
        };
}
