using IpStrategy.Workflow;

namespace IpStrategy.Domain.Plans.Changes;

/// <summary>终止与作废: running work ends; what was done stays on record. A voided one is counted nowhere.</summary>
public static class Endings
{
    /// <summary>What is done or has ended already stays as it is.</summary>
    public static Outcome<ChangePlan> Terminate(IReadOnlyCollection<UndertakingNow> chosen)
    {
        var live = chosen.Where(u => u.IsLive).ToList();
        return live.Count == 0 ? new NothingToTerminate() : Plan(live, UndertakingState.Terminated);
    }

    /// <summary>Also what is done: a thing may turn out never to have been meant.</summary>
    public static Outcome<ChangePlan> Void(IReadOnlyCollection<UndertakingNow> chosen)
    {
        var standing = chosen.Where(u => u.State != UndertakingState.Voided).ToList();
        return standing.Count == 0 ? new NothingToVoid() : Plan(standing, UndertakingState.Voided);
    }

    private static ChangePlan Plan(List<UndertakingNow> undertakings, UndertakingState state) =>
        new(
            [.. undertakings.Select(u => new ChangeStep.End(u.Id, state))],
            [.. undertakings.SelectMany(u => EffectsOf(u, state))]
        );

    internal static IEnumerable<ChangeEffect> EffectsOf(UndertakingNow u, UndertakingState state) =>
        u
            .Desks.Select(d => ChangeEffect.OfDesk(EffectKind.ItemCloses, u, d))
            .Prepend(
                new ChangeEffect(
                    state == UndertakingState.Voided ? EffectKind.UndertakingVoided : EffectKind.UndertakingTerminated,
                    u.Lead.Value
                )
            );
}
