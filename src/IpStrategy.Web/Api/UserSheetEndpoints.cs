using System.Globalization;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Sheets;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <param name="To">User name of the successor.</param>
internal sealed record HandOverBody(string To);

/// <summary>账号 to and from spreadsheets, and the work of somebody who leaves.</summary>
internal static class UserSheetEndpoints
{
    public static void Map(IEndpointRouteBuilder users)
    {
        users
            .MapGet("/export", ExportAsync)
            .TakesChoice<SheetFormat>("format")
            .WithSummary("All accounts as a spreadsheet, without passwords")
            .Produces<byte[]>(StatusCodes.Status200OK, AgencySheetEndpoints.Xlsx, AgencySheetEndpoints.Csv);
        users
            .MapPost("/import", ImportAsync)
            .TakesQuery("dryRun")
            .Accepts<IFormFile>(
                "multipart/form-data",
                AgencySheetEndpoints.Xlsx,
                AgencySheetEndpoints.Csv,
                "application/octet-stream"
            )
            .WithSummary("Take in a spreadsheet of accounts: all of its lines, or, where one is wrong, none")
            .Produces<SheetReport>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        users
            .MapPost("/{userName}/hand-over", HandOverAsync)
            .WithSummary("What lies with somebody who leaves goes to a colleague")
            .Produces<HandedOverWork>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    internal static SheetLanguage LanguageOfReader =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? SheetLanguage.English : SheetLanguage.Chinese;

    private static async Task<IResult> ExportAsync(HttpContext context, UserSheets sheets, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var format = query.Choice<SheetFormat>("format") ?? SheetFormat.Xlsx;
        if (query.Refusal is { } wrong)
        {
            return Problems.Of(wrong);
        }
        var sheet = await sheets.ExportAsync(LanguageOfReader, context.User.Actor(), cancel);
        return sheet.IsRefused ? Problems.Of(sheet.Refusal!) : AgencySheetEndpoints.File(sheet.Value, format);
    }

    private static async Task<IResult> ImportAsync(HttpContext context, UserSheets sheets, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var use = query.Flag("dryRun") ? SheetUse.LookOver : SheetUse.TakeIn;
        if (query.Refusal is { } wrong)
        {
            return Problems.Of(wrong);
        }
        var (file, refusal) = await Uploads.ReadBodyAsync(
            context.Request,
            [AgencySheetEndpoints.Xlsx, AgencySheetEndpoints.Csv, "application/octet-stream"],
            SheetReader.MostBytes,
            cancel
        );
        return refusal is not null
            ? Problems.Of(refusal)
            : Problems.OkOr(await sheets.ImportAsync(file, use, context.User.Actor(), cancel));
    }

    private static async Task<IResult> HandOverAsync(
        string userName,
        HandOverBody body,
        HttpContext context,
        HandOverWork work,
        CancellationToken cancel
    ) => Problems.OkOr(await work.RunAsync(userName, body.To, context.User.Actor(), cancel));
}
