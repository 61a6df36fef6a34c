using System.Xml;
using IpStrategy.Application.Demo;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <param name="Advance">An ISO 8601 duration such as <c>P5D</c> or <c>PT36H</c>.</param>
internal sealed record ClockBody(string Advance);

/// <summary>Only in a demonstration; elsewhere these do not exist.</summary>
internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder api) =>
        api.MapPost("/demo/clock", MoveClockAsync)
            .For(Operation.MoveDemoClock)
            .WithTags("demo")
            .WithSummary("Move the domain's clock on; what falls due on the way happens at its time")
            .Produces<ClockMove>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> MoveClockAsync(ClockBody body, MoveDemoClock clock, CancellationToken cancel)
    {
        try
        {
            return Problems.OkOr(await clock.RunAsync(XmlConvert.ToTimeSpan(body.Advance), cancel));
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return Problems.Of(new ValueIsNotAllowed("$.advance", body.Advance));
        }
    }
}
