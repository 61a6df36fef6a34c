using IpStrategy.Application.Accounts;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Pages.Users;

/// <summary>账号 in and out as a spreadsheet: looked over first, then taken in as a whole or not at all.</summary>
internal static class UserSheetPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/users/export/{format:regex(^(xlsx|csv)$)}", ExportAsync).For(Operation.AdministerAccounts);
        pages.MapPost("/users/import", ImportAsync).For(Operation.AdministerAccounts);
    }

    private static async Task<IResult> ExportAsync(string format, HttpContext http, UserSheets sheets)
    {
        var language = UserSheetEndpoints.LanguageOfReader;
        var sheet = await sheets.ExportAsync(language, http.User.Actor(), http.RequestAborted);
        return sheet.IsRefused
            ? Show.Forbidden()
            : AgencySheetEndpoints.File(sheet.Value, format == "csv" ? SheetFormat.Csv : SheetFormat.Xlsx);
    }

    private static async Task<IResult> ImportAsync(
        Posted posted,
        HttpContext http,
        UserSheets sheets,
        AccountList accounts
    )
    {
        if (posted.IsResumed)
        {
            return Show.Page<UsersPage>(await UserPages.ModelAsync(http, accounts));
        }
        if (posted.File("file") is not { } file || file.Length > SheetReader.MostBytes)
        {
            return await WithoutFileAsync(http, accounts, Texts.Wording.Say("Agencies.NoFile"));
        }
        using var content = new MemoryStream();
        await file.CopyToAsync(content, http.RequestAborted);
        var use = posted.Has("look", "yes") ? SheetUse.LookOver : SheetUse.TakeIn;
        var outcome = await sheets.ImportAsync(content.ToArray(), use, http.User.Actor(), http.RequestAborted);
        if (outcome.Refusal is SheetHasProblems { Problems: var problems } refusal)
        {
            var report = new SheetReport(false, 0, 0, 0, problems);
            return await ShowAsync(http, accounts, report, Problems.StatusOf(refusal));
        }
        return outcome.Refusal is { } other
            ? await WithoutFileAsync(http, accounts, RefusalTexts.Of(other))
            : await ShowAsync(http, accounts, outcome.Value, StatusCodes.Status200OK);
    }

    private static async Task<IResult> WithoutFileAsync(HttpContext http, AccountList accounts, string problem)
    {
        var model = await UserPages.ModelAsync(http, accounts) with { FileProblem = problem };
        return Show.Page<UsersPage>(model, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        AccountList accounts,
        SheetReport report,
        int status
    ) => Show.Page<UsersPage>(await UserPages.ModelAsync(http, accounts) with { Report = report }, status);
}
