using IpStrategy.Application.Plans;

namespace IpStrategy.Web.Pages.Plans;

/// <param name="IsOffice">The office is told how to begin where there is nothing yet.</param>
public sealed record PlansModel(IReadOnlyList<PlanView> Plans, bool IsOffice);
