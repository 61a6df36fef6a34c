using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Plans.Changes;

/// <summary>What each step does to running work: the decision table of a preview.</summary>
internal static class ChangeEffects
{
    public static IEnumerable<ChangeEffect> Of(ChangeStep step, UndertakingNow u) =>
        step switch
        {
            ChangeStep.HandOver s => HandOver(s, u),
            ChangeStep.Ask s => [ChangeEffect.OfAgency(KindOf(s.When), u, s.Agency), .. Opened(s, u)],
            ChangeStep.Drop s => Drop(s, u),
            ChangeStep.JoinLead s =>
            [
                ChangeEffect.OfAgency(EffectKind.JointLeadJoins, u, s.Agency),
                .. u.IsCountersigning ? [Opens(u, StepRules.Countersign, s.Agency.Value)] : Array.Empty<ChangeEffect>(),
            ],
            ChangeStep.LeaveLead s => DesksOf(u, StepRules.Countersign, s.Agency.Value)
                .Select(d => ChangeEffect.OfDesk(EffectKind.ItemCloses, u, d))
                .Prepend(ChangeEffect.OfAgency(EffectKind.JointLeadLeaves, u, s.Agency)),
            ChangeStep.End s => Endings.EffectsOf(u, s.State),
            ChangeStep.MoveDue s => u
                .Desks.Where(d => d is { FollowsAssignment: true, Due: not null })
                .Select(d => DueEffects.Of(u, d, s.Due))
                .Prepend(DueEffects.Of(u, s.Due)),
            ChangeStep.SetSilence s =>
            [
                new(EffectKind.SilenceRuleChanges, u.Lead.Value)
                {
                    Before = u.Silence.ToString(),
                    After = s.Rule.ToString(),
                },
            ],
            _ => [],
        };

    private static IEnumerable<ChangeEffect> HandOver(ChangeStep.HandOver s, UndertakingNow u)
    {
        yield return new(EffectKind.LeadChanges, u.Lead.Value) { Before = s.From.Value, After = s.To.Value };
        foreach (var desk in u.Desks.Where(d => HandOvers.LeadSteps.Contains(d.Step)))
        {
            yield return ChangeEffect.OfDesk(EffectKind.ItemCloses, u, desk);
            yield return ChangeEffect.OfDesk(EffectKind.ItemOpens, u, desk) with
            {
                ItemId = null,
                Body = s.To.Value,
            };
        }
        if (!u.IsInSignOff)
        {
            yield break;
        }
        foreach (var desk in u.Desks.Where(d => d.IsInSignOff))
        {
            yield return ChangeEffect.OfDesk(EffectKind.ItemCloses, u, desk);
        }
        yield return new(EffectKind.SignOffBeginsAgain, u.Lead.Value);
    }

    private static IEnumerable<ChangeEffect> Drop(ChangeStep.Drop s, UndertakingNow u)
    {
        yield return ChangeEffect.OfAgency(EffectKind.AgencyNotAsked, u, s.Agency);
        foreach (var desk in DesksOf(u, StepRules.Reply, s.Agency.Value))
        {
            yield return ChangeEffect.OfDesk(EffectKind.ItemCloses, u, desk);
        }
        if (u.Replied.Contains(s.Agency))
        {
            yield return ChangeEffect.OfAgency(EffectKind.ReplyStays, u, s.Agency);
        }
        if (s.Skips)
        {
            yield return new(EffectKind.ConsultationIsLeftOut, u.Lead.Value);
        }
    }

    private static IEnumerable<ChangeEffect> Opened(ChangeStep.Ask s, UndertakingNow u) =>
        s.When == AskedWhen.Now ? [Opens(u, StepRules.Reply, s.Agency.Value)] : [];

    private static ChangeEffect Opens(UndertakingNow u, string step, string body) =>
        new(EffectKind.ItemOpens, u.Lead.Value) { Step = step, Body = body };

    private static IEnumerable<OpenDesk> DesksOf(UndertakingNow u, string step, string body) =>
        u.Desks.Where(d => d.Step == step && d.Body == body);

    private static EffectKind KindOf(AskedWhen when) =>
        when switch
        {
            AskedWhen.Now => EffectKind.AgencyAskedNow,
            AskedWhen.WhenItBegins => EffectKind.AgencyAskedWhenItBegins,
            AskedWhen.NextRound => EffectKind.AgencyAskedNextRound,
            _ => EffectKind.AgencyNotAskedAnyMore,
        };
}
