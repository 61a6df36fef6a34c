using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Web.Health;

internal sealed record HealthAnswer(string Status);

/// <summary>For those who run the program.</summary>
internal static class HealthEndpoints
{
    private static readonly HealthAnswer Ok = new("ok");

    public static void MapHealth(this WebApplication app)
    {
        // Live says only that the process answers: a database that is away is no reason to restart it.
        app.MapGet("/healthz/live", () => Ok).AllowAnonymous().DisableRateLimiting().WithTags("operation");
        app.MapGet("/healthz/ready", ReadyAsync)
            .AllowAnonymous()
            .DisableRateLimiting()
            .WithTags("operation")
            .Produces<HealthAnswer>()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/metrics", MetricsAsync)
            .For(Operation.ReadMetrics)
            .WithTags("operation")
            .Produces<string>(StatusCodes.Status200OK, OpenMetricsText.ContentType);
    }

    private static async Task<IResult> ReadyAsync(IpStrategyContext db, CancellationToken cancel)
    {
        try
        {
            await db.Definitions.AnyAsync(cancel);
            return TypedResults.Ok(Ok);
        }
        catch (System.Data.Common.DbException)
        {
            return Problems.Of(new StorageIsBusy(5));
        }
    }

    private static async Task<IResult> MetricsAsync(MetricsListener listener, Backlog backlog, CancellationToken cancel)
    {
        var text = new OpenMetricsText();
        listener.WriteTo(text);
        await backlog.WriteToAsync(text, cancel);
        return TypedResults.Text(text.Finish(), OpenMetricsText.ContentType);
    }
}
