using IpStrategy.Application.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Pages.Search;

/// <summary>What the field in the bar finds, in every plan one may see.</summary>
internal static class SearchPages
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/search", FindAsync).For(Operation.ReadPlans);

    private static async Task<IResult> FindAsync(HttpContext http, AssignmentSearch search)
    {
        if (Searched.In(http.Request.Query) is not { } text)
        {
            return Show.Page<SearchPage>(new SearchModel(null, null, null));
        }
        var after = AssignmentSearch.Gave(text, http.Request.Query["after"].ToString())
            ? http.Request.Query["after"].ToString()
            : null;
        var found = await search.RunAsync(text, after, PageSize, http.User.Actor(), http.RequestAborted);
        return Show.Page<SearchPage>(new SearchModel(text, found, after));
    }
}
