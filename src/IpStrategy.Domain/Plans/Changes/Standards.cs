using System.Globalization;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Plans.Changes;

/// <summary>By what the office counts an assignment: with how many done it is done, and what silence means.</summary>
internal static class Standards
{
    public static DomainRefusal? Check(AssignmentNow now, WantedChange wanted)
    {
        var most = Carried(now);
        return wanted switch
        {
            { Quorum: { } quorum } when quorum < 1 || quorum > most => new QuorumIsNotAllowed(quorum, most),
            { Silence: not null } when !now.Undertakings.Any(MayBeSilent) => new ConsultationIsOver(),
            _ => null,
        };
    }

    /// <summary>All of them is no number: it stays all, should one more begin.</summary>
    public static int? QuorumOf(AssignmentNow now, WantedChange wanted) =>
        wanted.Quorum == Carried(now) ? null : wanted.Quorum;

    public static ChangeEffect EffectOf(AssignmentNow now, int? quorum) =>
        new(EffectKind.QuorumChanges) { Before = Text(now.Quorum, now), After = Text(quorum, now) };

    public static IEnumerable<(ChangeStep, UndertakingNow?)> Silences(AssignmentNow now, WantedChange wanted)
    {
        if (wanted.Silence is not { } rule)
        {
            yield break;
        }
        foreach (var undertaking in now.Undertakings.Where(u => MayBeSilent(u) && u.Silence != rule))
        {
            yield return (new ChangeStep.SetSilence(undertaking.Id, rule), undertaking);
        }
    }

    private static bool MayBeSilent(UndertakingNow u) =>
        u is { IsLive: true, Consultation: not ConsultationStage.Over };

    private static int Carried(AssignmentNow now) =>
        now.Undertakings.Count(u => u.State is not (UndertakingState.Terminated or UndertakingState.Voided));

    private static string Text(int? quorum, AssignmentNow now) =>
        (quorum ?? Carried(now)).ToString(CultureInfo.InvariantCulture);
}
