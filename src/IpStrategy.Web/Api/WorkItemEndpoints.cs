using System.Text.Json;
using IpStrategy.Application;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Extensions;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Web.Api;

/// <summary>待办 over HTTP: lists, one with its form, and the actions.</summary>
internal static class WorkItemEndpoints
{
    public static void MapWorkItems(this IEndpointRouteBuilder api)
    {
        var items = api.MapGroup("/work-items").WithTags("work items").For(Operation.ReadWorkItems);
        items
            .MapGet("/", ListAsync)
            .TakesQuery("light", "dueFrom", "dueTo", "agency", "process", "step", "assignment", "bundled")
            .TakesChoice<WorkItemScope>("scope")
            .TakesChoice<WorkItemListState>("state")
            .TakesSort<WorkItemSort>()
            .TakesPages()
            .WithSummary("The to-do list: open ones by due date, done ones newest first, or as sort says")
            .Produces<Page<WorkItemView>>();
        items
            .MapGet("/{id}", OneAsync)
            .WithSummary("One work item with its form and what may be done with it now")
            .Produces<WorkItemAnswer>();
        BundleEndpoints.Map(items);
        items
            .MapPost("/{id}/{action}", ActAsync)
            .For(Operation.ActOnWorkItem)
            .WithSummary(
                "claim, unclaim, complete, reject, return, withdraw, take-back, transfer, delegate, resolve, add-signers, remove-signers, urge, copy-to, request-extension, decide-extension, take-over"
            )
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<WorkItemView>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        MyWorkItems items,
        ReferenceTables reference,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var filter = FilterOf(query, reference);
        filter = filter with { After = query.After(filter.Gave) };
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : TypedResults.Ok(await items.RunAsync(filter, context.User.Actor(), cancel));
    }

    private static WorkItemFilter FilterOf(QueryReader query, ReferenceTables reference)
    {
        var sort = query.Sort<WorkItemSort>("sort");
        var state = query.Choice<WorkItemListState>("state") ?? WorkItemListState.Open;
        if (sort?.By == WorkItemSort.Closed && state == WorkItemListState.Open)
        {
            query.Refuse("sort", "closed");
        }
        return new WorkItemFilter(
            query.Choice<WorkItemScope>("scope") ?? WorkItemScope.Mine,
            state,
            query.PageSize(),
            Step: query.Text("step"),
            AssignmentId: query.Id("assignment"),
            Light: query.Choice<StatusLight>("light"),
            Agency: query.Agency("agency", reference),
            Process: query.Text("process"),
            DueFrom: query.Day("dueFrom"),
            DueTo: query.Day("dueTo"),
            Sort: sort
        )
        {
            IsBundled = query.Text("bundled") == "true",
        };
    }

    private static async Task<IResult> OneAsync(
        string id,
        HttpContext context,
        WorkItemDetail detail,
        ReferenceTables reference,
        CancellationToken cancel
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Problems.Of(new WorkItemDoesNotExist());
        }
        var outcome = await detail.RunAsync(number, context.User.Actor(), cancel);
        return outcome.IsRefused
            ? Problems.Of(outcome.Refusal!)
            : TypedResults.Ok(WorkItemAnswer.Of(outcome.Value, reference));
    }

    private static async Task<IResult> ActAsync(
        string id,
        string action,
        WorkItemBody? body,
        HttpContext context,
        WorkItemActions actions,
        CancellationToken cancel
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Problems.Of(new WorkItemDoesNotExist());
        }
        var key = context.Request.Headers[TakesIdempotencyKey.Header] is [var header, ..] ? header : null;
        if (key is { Length: 0 or > TakesIdempotencyKey.MostCharacters })
        {
            return Problems.Of(new IdempotencyKeyIsNotAllowed(TakesIdempotencyKey.MostCharacters));
        }
        var input = body ?? new WorkItemBody();
        var request = new WorkItemRequest(number, input.Version, key, input.FingerprintFor(action, number))
        {
            Verb = action,
        };
        return Problems.OkOr(await actions.RunAsync(action, request, input, context.User.Actor(), cancel));
    }
}

/// <summary>Marks endpoints that take the header, for the description of the API.</summary>
internal sealed class TakesIdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int MostCharacters = 200;
}

/// <summary>From the name of an action to its use case.</summary>
internal sealed class WorkItemActions(
    ClaimWorkItem claim,
    CompleteWorkItem complete,
    ReturnWorkItem back,
    TransferWorkItem transfer,
    UrgeWorkItem urge,
    RejectWorkItem reject,
    DelegateWorkItem ask,
    AddSigners signers,
    CopyWorkItem copy,
    TakeBackWorkItem takeBack,
    TakeOverWorkItem takeOver,
    RequestExtension later,
    DecideExtension decide
)
{
    public Task<Outcome<WorkItemView>> RunAsync(
        string action,
        WorkItemRequest request,
        WorkItemBody body,
        Actor actor,
        CancellationToken cancel
    ) =>
        action switch
        {
            "claim" => claim.RunAsync(request, actor, cancel),
            "unclaim" => claim.UndoAsync(request, actor, cancel),
            "complete" => complete.RunAsync(request, body.ToAnswers(), actor, cancel),
            "return" => ReturnAsync(request, body, actor, cancel),
            "transfer" => transfer.RunAsync(request, body.Colleague, body.Opinion, actor, cancel),
            "urge" => urge.RunAsync(request, body.Opinion, actor, cancel),
            "reject" => reject.RunAsync(request, body.Opinion, actor, cancel),
            "take-back" => takeBack.TakeBackAsync(request, actor, cancel),
            "withdraw" => takeBack.WithdrawAsync(request, actor, cancel),
            "take-over" => takeOver.RunAsync(request, body.Opinion, actor, cancel),
            _ => RunOnPeopleAsync(action, request, body, actor, cancel),
        };

    private Task<Outcome<WorkItemView>> RunOnPeopleAsync(
        string action,
        WorkItemRequest request,
        WorkItemBody body,
        Actor actor,
        CancellationToken cancel
    ) =>
        action switch
        {
            "delegate" => ask.RunAsync(request, body.Colleague, body.Opinion, actor, cancel),
            "resolve" => ask.ResolveAsync(request, body.Opinion, actor, cancel),
            "add-signers" => signers.RunAsync(request, body.ToSigners(), actor, cancel),
            "request-extension" => later.RunAsync(request, new(body.DueOn, body.Opinion), actor, cancel),
            "decide-extension" => decide.RunAsync(request, new(body.Decision, body.DueOn, body.Opinion), actor, cancel),
            "remove-signers" => signers.RemoveAsync(request, [.. body.Signers ?? []], actor, cancel),
            "copy-to" => copy.RunAsync(request, body.To?.Names ?? [], body.Note ?? body.Opinion, actor, cancel),
            _ => Task.FromResult<Outcome<WorkItemView>>(new ActionIsUnknown(action)),
        };

    private Task<Outcome<WorkItemView>> ReturnAsync(
        WorkItemRequest request,
        WorkItemBody body,
        Actor actor,
        CancellationToken cancel
    )
    {
        var resume = body.Resume ?? ResumeMode.WhereItWas;
        return back.RunAsync(
            request,
            new ReturnWorkItem.Choice(body.Target ?? "", resume, body.Opinion),
            actor,
            cancel
        );
    }
}

/// <param name="Version">The version the caller saw; left out = whatever it is now.</param>
/// <param name="Answers">The form's fields by name: texts, or lists of texts.</param>
/// <param name="To">User name of the colleague, for <c>transfer</c> and <c>delegate</c>; one or a list of them for <c>copy-to</c>.</param>
/// <param name="Target">The step to go back to, for <c>return</c>.</param>
/// <param name="Signers">User names, for <c>add-signers</c> and <c>remove-signers</c>.</param>
/// <param name="Place">For <c>add-signers</c>: <c>before</c>, <c>after</c> or <c>beside</c> (the default).</param>
/// <param name="Rule">For <c>add-signers</c>, while the step has one vote: <c>all</c>, <c>any</c>, <c>inTurn</c>, <c>share:60</c>.</param>
/// <param name="DueOn">The date asked for, or decided on, for <c>request-extension</c> and <c>decide-extension</c>.</param>
/// <param name="Decision">For <c>decide-extension</c>: <c>approve</c> or <c>refuse</c>.</param>
/// <param name="Note">For <c>copy-to</c>: a word to the readers.</param>
/// <param name="Resume">Where the paper goes on afterwards, for <c>return</c>; default <c>whereItWas</c>.</param>
internal sealed record WorkItemBody(
    int? Version = null,
    SortedDictionary<string, JsonElement>? Answers = null,
    string? Opinion = null,
    UserNames? To = null,
    string? Target = null,
    ResumeMode? Resume = null,
    string[]? Signers = null,
    string? Place = null,
    string? Rule = null,
    DateOnly? DueOn = null,
    string? Decision = null,
    string? Note = null
)
{
    /// <summary>For verbs that are about one.</summary>
    internal string Colleague => To?.Only ?? "";

    public AddSigners.Choice ToSigners() => new([.. Signers ?? []], Place ?? "beside", Rule, Opinion);

    /// <summary>Hash of what is asked for, regardless of the order and spacing of the JSON.</summary>
    public string FingerprintFor(string action, long id)
    {
        var sorted = Answers?.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => new object[] { a.Key, a.Value });
        return WorkItemRequest.HashOf(
            JsonSerializer.Serialize(
                new object?[]
                {
                    action,
                    id,
                    Version,
                    sorted,
                    Opinion,
                    To?.Names,
                    Target,
                    Resume,
                    Signers,
                    Place,
                    Rule,
                    DueOn,
                    Decision,
                    Note,
                }
            )
        );
    }

    public Answers ToAnswers() =>
        new(
            System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                (Answers ?? [])
                    .Where(a => a.Value.ValueKind != JsonValueKind.Null)
                    .Select(a => KeyValuePair.Create(a.Key, AnswerOf(a.Value)))
            ),
            Opinion
        );

    private static Answer AnswerOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => new Answer.Text(value.GetString()!),
            JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) =>
                new Answer.Texts([.. value.EnumerateArray().Select(v => v.GetString()!)]),
            _ => new Answer.Other(FeelJson.Read(value)),
        };
}
