using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;

namespace IpStrategy.Web.Pages.Search;

/// <param name="Text">What was looked for; null before anything was.</param>
/// <param name="Found">Null while nothing was looked for.</param>
/// <param name="After">Where this page begins; null on the first.</param>
public sealed record SearchModel(string? Text, Page<AssignmentSummary>? Found, string? After)
{
    public string Address(string? after) =>
        $"/search?{Searched.Name}={Uri.EscapeDataString(Text ?? "")}" + (after is null ? "" : $"&after={after}");
}
