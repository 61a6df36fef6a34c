using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;

namespace IpStrategy.Web.Pages.Plans;

/// <param name="After">Where this page begins; null on the first.</param>
public sealed record PlansModel(Page<PlanView> Page, string? After, bool IsOffice)
{
    public const int PageSize = 50;
}
