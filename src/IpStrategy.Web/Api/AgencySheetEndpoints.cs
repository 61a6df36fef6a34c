using IpStrategy.Application.Agencies;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>单位目录 to and from spreadsheets.</summary>
internal static class AgencySheetEndpoints
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Csv = "text/csv";

    public static void Map(IEndpointRouteBuilder agencies)
    {
        agencies
            .MapGet("/export", ExportAsync)
            .TakesChoice<SheetFormat>("format")
            .TakesChoice<AgencySheetContent>("content")
            .WithSummary("The directory as a spreadsheet")
            .Produces<byte[]>(StatusCodes.Status200OK, Xlsx, Csv);
        agencies
            .MapPost("/import", ImportAsync)
            .For(Operation.AdministerAgencies)
            .TakesQuery("dryRun")
            .TakesChoice<AgencySheetContent>("content")
            .Accepts<IFormFile>("multipart/form-data", Xlsx, Csv, "application/octet-stream")
            .WithSummary("Take in a spreadsheet (.xlsx or .csv): all of its lines, or, where one is wrong, none")
            .Produces<SheetReport>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    public static IResult File(Sheet sheet, SheetFormat format) =>
        TypedResults.File(
            SheetWriter.Write(sheet, format),
            format == SheetFormat.Xlsx ? Xlsx : Csv,
            $"{sheet.Name}.{(format == SheetFormat.Xlsx ? "xlsx" : "csv")}"
        );

    private static async Task<IResult> ExportAsync(HttpContext context, AgencySheets sheets, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var format = query.Choice<SheetFormat>("format") ?? SheetFormat.Xlsx;
        var content = query.Choice<AgencySheetContent>("content") ?? AgencySheetContent.Agencies;
        if (query.Refusal is { } wrong)
        {
            return Problems.Of(wrong);
        }
        var sheet = await sheets.ExportAsync(content, context.User.Actor(), cancel);
        return sheet.IsRefused ? Problems.Of(sheet.Refusal!) : File(sheet.Value, format);
    }

    private static async Task<IResult> ImportAsync(HttpContext context, AgencySheets sheets, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var content = query.Choice<AgencySheetContent>("content") ?? AgencySheetContent.Agencies;
        var use = query.Flag("dryRun") ? SheetUse.LookOver : SheetUse.TakeIn;
        if (query.Refusal is { } wrong)
        {
            return Problems.Of(wrong);
        }
        var (file, refusal) = await Uploads.ReadBodyAsync(
            context.Request,
            [Xlsx, Csv, "application/octet-stream"],
            SheetReader.MostBytes,
            cancel
        );
        return refusal is not null
            ? Problems.Of(refusal)
            : Problems.OkOr(await sheets.ImportAsync(file, content, use, context.User.Actor(), cancel));
    }
}
