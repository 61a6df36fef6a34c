using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Web.Api;

/// <summary>流程实例 over HTTP, for who looks after processes.</summary>
internal static class ProcessInstanceEndpoints
{
    public static void MapProcessInstances(this IEndpointRouteBuilder api)
    {
        var instances = api.MapGroup("/process-instances")
            .WithTags("process instances")
            .For(Operation.AdministerProcesses)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        instances
            .MapGet("/", ListAsync)
            .TakesPages()
            .TakesQuery("process", "version", "businessKey")
            .TakesChoice<InstanceStatus>("status")
            .WithSummary("Process instances, the newest first")
            .Produces<Page<InstanceSummary>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        instances
            .MapGet("/{id}", OneAsync)
            .WithSummary("One instance: where it stands, its variables, timers, incidents, called instances")
            .Produces<InstanceView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        instances
            .MapGet("/{id}/history", HistoryAsync)
            .TakesPages()
            .WithSummary("What happened in it, in order, and who did it")
            .Produces<Page<HistoryView>>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        MapWrites(instances);
        instances.MapRepairs();
    }

    private static void MapWrites(RouteGroupBuilder instances)
    {
        instances
            .MapPost("/", StartAsync)
            .WithSummary("Start an instance of a deployed process")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<InstanceView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        MapChanges(instances);
    }

    private static void MapChanges(RouteGroupBuilder instances)
    {
        RouteHandlerBuilder[] changes =
        [
            instances
                .MapDelete("/{id}", CancelAsync)
                .TakesQuery("reason")
                .WithSummary("Cancel it with everything it has called"),
            instances
                .MapPost("/{id}/modification", ModifyAsync)
                .WithSummary("Move its tokens: cancel, start before, after, or at a flow; all of it or nothing"),
            instances
                .MapMethods("/{id}/suspension", ["PUT", "POST"], SuspendAsync)
                .WithSummary("Suspend it: timers, messages and work are held"),
            instances
                .MapDelete("/{id}/suspension", ResumeAsync)
                .WithSummary("Resume it: what has fallen due meanwhile happens now"),
        ];
        foreach (var change in changes)
        {
            change.AnswersWithInstance();
        }
    }

    public static RouteHandlerBuilder AnswersWithInstance(this RouteHandlerBuilder change) =>
        change
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<InstanceView>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> ListAsync(
        HttpContext context,
        ProcessInstances instances,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new InstanceFilter(
            query.Text("process"),
            query.Number("version", 1),
            query.Choice<InstanceStatus>("status"),
            query.Text("businessKey"),
            query.PageSize(),
            query.Id("after")
        );
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(await instances.RunAsync(filter, context.User.Actor(), cancel));
    }

    private static async Task<IResult> OneAsync(
        string id,
        HttpContext context,
        InstanceDetail detail,
        CancellationToken cancel
    ) => Problems.OkOr(await detail.RunAsync(Opaque.Read(id) ?? 0, context.User.Actor(), cancel));

    private static async Task<IResult> HistoryAsync(
        string id,
        HttpContext context,
        InstanceHistory history,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var (after, pageSize) = (query.Number("after"), query.PageSize());
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(
                await history.RunAsync(Opaque.Read(id) ?? 0, after, pageSize, context.User.Actor(), cancel)
            );
    }

    private static async Task<IResult> StartAsync(
        StartBody body,
        HttpContext context,
        StartInstance start,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        var order = new StartOrder(
            read.Required("$.process", body.Process) ?? "",
            body.Version,
            body.StartEvent,
            body.BusinessKey,
            read.Variables("$.variables", body.Variables)
        );
        if (read.Refusal is { } wrong)
        {
            return Problems.Of(wrong);
        }
        var outcome = await start.RunAsync(order, read.Request, context.User.Actor(), cancel);
        return outcome.IsRefused
            ? Problems.Of(outcome.Refusal!)
            : TypedResults.Created($"/api/process-instances/{outcome.Value.Id}", outcome.Value);
    }

    private static Task<IResult> CancelAsync(
        string id,
        HttpContext context,
        ChangeInstance change,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            id,
            WriteReader.Of(context),
            (number, request) =>
                change.CancelAsync(
                    number,
                    context.Request.Query["reason"] is [{ Length: > 0 } reason, ..] ? reason : null,
                    request,
                    context.User.Actor(),
                    cancel
                )
        );

    private static Task<IResult> ModifyAsync(
        string id,
        ModificationBody body,
        HttpContext context,
        ChangeInstance change,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            id,
            WriteReader.Of(context, body),
            (number, request) => change.ModifyAsync(number, body.Steps, request, context.User.Actor(), cancel)
        );

    private static Task<IResult> SuspendAsync(
        string id,
        HttpContext context,
        ChangeInstance change,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            id,
            WriteReader.Of(context),
            (number, request) => change.SuspendAsync(number, request, context.User.Actor(), cancel)
        );

    private static Task<IResult> ResumeAsync(
        string id,
        HttpContext context,
        ChangeInstance change,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            id,
            WriteReader.Of(context),
            (number, request) => change.ResumeAsync(number, request, context.User.Actor(), cancel)
        );

    public static Task<IResult> ChangeAsync(
        string id,
        WriteReader read,
        Func<long, WriteRequest, Task<Outcome<InstanceView>>> change
    ) => read.RunAsync(() => change(Opaque.Read(id) ?? 0, read.Request));
}
