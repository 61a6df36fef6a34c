using System.Collections.Immutable;

namespace IpStrategy.Domain.Approvals;

/// <summary>Where a paper goes on after the step it was returned to is done again.</summary>
public enum ResumeMode
{
    /// <summary>Straight to the step that returned it.</summary>
    WhereItWas,

    /// <summary>All the way again.</summary>
    WalkAgain,
}

/// <summary>A step a paper may be returned to. <paramref name="InCaller"/>: it stands in the process that called sign-off.</summary>
public sealed record ReturnTarget(string Step, bool InCaller);

/// <summary>To which earlier steps a paper may be returned.</summary>
public static class Returns
{
    public const string PlanCall = "signPlan";
    public const string CompletionCall = "signCompletion";
    public const string ReportCall = "signReport";

    /// <param name="step">The step that returns.</param>
    /// <param name="call">The call activity of the assignment under which sign-off runs.</param>
    /// <param name="walked">Steps this undertaking has completed so far.</param>
    public static ImmutableArray<ReturnTarget> TargetsOf(string step, string call, IReadOnlySet<string> walked)
    {
        if (StepRules.Find(step) is not { MayReturn: true } from)
        {
            return [];
        }
        string[] papers = call switch
        {
            CompletionCall => [StepRules.ApplyForCompletion],
            ReportCall => [StepRules.WriteReport],
            _ => [StepRules.DraftPlan, StepRules.Consolidate],
        };
        string[] signatures = [StepRules.Countersign, StepRules.LeaderSign, StepRules.OfficeCheck];
        return
        [
            .. papers.Where(walked.Contains).Select(s => new ReturnTarget(s, true)),
            .. signatures
                .Where(s => StepRules.Of(s).Order < from.Order && walked.Contains(s))
                .Select(s => new ReturnTarget(s, false)),
        ];
    }
}
