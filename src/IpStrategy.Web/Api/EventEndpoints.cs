using System.Text.Json;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>Whatever is given narrows down who the message is for.</summary>
/// <param name="Activity">Id in the diagram of the event or task that waits.</param>
/// <param name="Instance">Id of the process instance.</param>
/// <param name="Correlation">Variables of the process instance that must be equal.</param>
/// <param name="All">True: to all that match; else there must be exactly one.</param>
/// <param name="Any">True: of several that match, to the one that has waited longest.</param>
/// <param name="Start">True: to none that wait; starts a new instance of the process that begins with this message.</param>
internal sealed record MessageBody(
    string? Name = null,
    string? Activity = null,
    string? Instance = null,
    string? BusinessKey = null,
    JsonElement? Correlation = null,
    JsonElement? Variables = null,
    bool All = false,
    bool Any = false,
    bool Start = false
)
{
    /// <summary>Null when more than one is asked for.</summary>
    public MessageReach? Reach =>
        (All, Any, Start) switch
        {
            (false, false, false) => MessageReach.One,
            (true, false, false) => MessageReach.All,
            (false, true, false) => MessageReach.Any,
            (false, false, true) => MessageReach.Start,
            _ => null,
        };
}

/// <param name="Instance">Only to this instance; left out = to all, and it starts what begins with it.</param>
internal sealed record SignalBody(string? Name = null, string? Instance = null, JsonElement? Variables = null);

/// <summary>Messages and signals from other programs.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapPost("/messages", SendAsync)
            .WithTags("messages and signals")
            .For(Operation.Integrate)
            .WithSummary("Hand a message to the instance that waits for it, or start one by it")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<MessageResult>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/signals", BroadcastAsync)
            .WithTags("messages and signals")
            .For(Operation.Integrate)
            .WithSummary("Broadcast a signal to whoever waits for it; starts the processes that begin with it")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<SignalResult>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<IResult> SendAsync(
        MessageBody body,
        HttpContext context,
        SendMessage send,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        if (body.Reach is null)
        {
            read.Wrong(body.Start ? "$.start" : "$.any", "true");
        }
        var order = new MessageOrder(
            body.Name,
            body.Activity,
            read.Id("$.instance", body.Instance),
            body.BusinessKey,
            read.Variables("$.correlation", body.Correlation),
            read.Variables("$.variables", body.Variables),
            body.Reach ?? MessageReach.One
        );
        return read.RunAsync(() => send.RunAsync(order, read.Request, context.User.Actor(), cancel));
    }

    private static Task<IResult> BroadcastAsync(
        SignalBody body,
        HttpContext context,
        BroadcastSignal broadcast,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        var order = new SignalOrder(
            read.Required("$.name", body.Name) ?? "",
            read.Id("$.instance", body.Instance),
            read.Variables("$.variables", body.Variables)
        );
        return read.RunAsync(() => broadcast.RunAsync(order, read.Request, context.User.Actor(), cancel));
    }
}
