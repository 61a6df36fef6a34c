using IpStrategy.Application.Agencies;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Agencies;

/// <summary>单位目录: who stands when, under which name; in and out as a spreadsheet.</summary>
internal static class AgencyPages
{
    private const int MostWords = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/agencies", List).For(Operation.ReadAgencies);
        pages.MapGet("/agencies/{code}", OneAsync).For(Operation.ReadAgencies);
        pages.MapGet("/agencies/export/{format:regex(^(xlsx|csv)$)}", ExportAsync).For(Operation.ReadAgencies);
        pages.MapPost("/agencies/import", ImportAsync).For(Operation.AdministerAgencies);
        // A reload of a page that came back refused asks for the form's address.
        pages.MapGet("/agencies/import", () => Show.SeeOther("/agencies")).For(Operation.ReadAgencies);
        AgencyFormPages.Map(pages);
        ReorganisationPages.Map(pages);
    }

    private static IResult List(HttpContext http, AgencyList agencies)
    {
        var model = Model(http, agencies);
        return Show.Page<AgenciesPage>(model);
    }

    private static AgenciesModel Model(HttpContext http, AgencyList agencies)
    {
        var query = new QueryReader(http.Request.Query);
        // What an address says wrongly, a page passes over.
        var filter = new AgencyFilter(
            query.Choice<AgencyStanding>("standing") ?? AgencyStanding.Valid,
            query.Words("q", MostWords),
            query.Choice<AgencyKind>("kind")
        );
        var after = query.Text("after");
        filter = after is not null && filter.Gave(after) ? filter with { After = after } : filter;
        var actor = http.User.Actor();
        var mayChange = RightsTable.May(actor, Operation.AdministerAgencies) is null;
        return new AgenciesModel(agencies.Run(filter, actor).Value, filter, mayChange);
    }

    private static async Task<IResult> OneAsync(string code, HttpContext http, AgencyList agencies)
    {
        var found = await agencies.OneAsync(code, http.User.Actor(), http.RequestAborted);
        return found.IsRefused
            ? Show.NotFound()
            : Show.Page<AgencyPage>(
                new AgencyModel(found.Value, RightsTable.May(http.User.Actor(), Operation.AdministerAgencies) is null)
            );
    }

    private static async Task<IResult> ExportAsync(string format, HttpContext http, AgencySheets sheets)
    {
        var sheet = await sheets.ExportAsync(AgencySheetContent.Agencies, http.User.Actor(), http.RequestAborted);
        return sheet.IsRefused
            ? Show.Forbidden()
            : AgencySheetEndpoints.File(sheet.Value, format == "csv" ? SheetFormat.Csv : SheetFormat.Xlsx);
    }

    private static async Task<IResult> ImportAsync(
        Posted posted,
        HttpContext http,
        AgencySheets sheets,
        AgencyList agencies
    )
    {
        var model = Model(http, agencies);
        if (posted.IsResumed)
        {
            return Show.Page<AgenciesPage>(model);
        }
        if (posted.File("file") is not { } file || file.Length > SheetReader.MostBytes)
        {
            var nothing = model with { Problem = Texts.Wording.Say("Agencies.NoFile") };
            return Show.Page<AgenciesPage>(nothing, StatusCodes.Status422UnprocessableEntity);
        }
        using var content = new MemoryStream();
        await file.CopyToAsync(content, http.RequestAborted);
        var outcome = await TakeAsync(content.ToArray(), posted, sheets, http);
        if (outcome.Refusal is { } refusal)
        {
            var report = refusal is SheetHasProblems p ? new SheetReport(false, 0, 0, 0, p.Problems) : null;
            var refused = model with { Problem = RefusalTexts.Of(refusal), Report = report };
            return Show.Page<AgenciesPage>(refused, Problems.StatusOf(refusal));
        }
        return Show.Page<AgenciesPage>(Model(http, agencies) with { Report = outcome.Value });
    }

    private static Task<Outcome<SheetReport>> TakeAsync(
        byte[] file,
        Posted posted,
        AgencySheets sheets,
        HttpContext http
    ) =>
        sheets.ImportAsync(
            file,
            posted.Text("content") == "groups" ? AgencySheetContent.Groups : AgencySheetContent.Agencies,
            posted.Has("look", "yes") ? SheetUse.LookOver : SheetUse.TakeIn,
            http.User.Actor(),
            http.RequestAborted
        );
}
