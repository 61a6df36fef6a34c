using IpStrategy.Application;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Plans.Control;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Api;

/// <param name="Undertaking">One of several; left out = all of them.</param>
/// <param name="Reason">Why; asked for by all but <c>resume</c>, <c>instruct</c> and <c>name-agencies</c>.</param>
/// <param name="DryRun">True: only what it would do to running work; nothing is changed.</param>
/// <param name="Mark">Of a dry run: refused where the effects would be others by now.</param>
/// <param name="To">Code of the new lead, for <c>hand-over</c>.</param>
/// <param name="Agencies">Codes, for <c>name-agencies</c>; addressees of <c>instruct</c>, left out = the leads.</param>
/// <param name="Leads">For <c>change</c>: codes of agencies and groups, the first convenes; left out = as they are.</param>
/// <param name="CoResponsible">For <c>change</c>: all of them, left out = as they are.</param>
/// <param name="DueOn">For <c>change</c> and <c>instruct</c>: the date.</param>
/// <param name="DueIn">Or the number of working days from today.</param>
/// <param name="Text">For <c>change</c> the new text; for <c>instruct</c> the instruction.</param>
/// <param name="Quorum">For <c>change</c>: with how many done the assignment counts as done; as many as carry it out = all.</param>
/// <param name="SilenceRule">For <c>change</c>: <c>stayOpen</c> or <c>deemConcurrence</c>, for dates that have not passed.</param>
internal sealed record AssignmentActionBody(
    string? Undertaking = null,
    string? Reason = null,
    bool DryRun = false,
    string? Mark = null,
    string? To = null,
    string[]? Agencies = null,
    string[]? Leads = null,
    string[]? CoResponsible = null,
    DateOnly? DueOn = null,
    int? DueIn = null,
    string? Text = null,
    int? Quorum = null,
    string? SilenceRule = null
)
{
    public ControlOrder ToOrder(long assignment, ControlVerb verb, WriteReader read) =>
        new(assignment, verb)
        {
            UndertakingId = read.Id("$.undertaking", Undertaking),
            Reason = Reason,
            IsPreview = DryRun,
            Mark = Mark,
            To = verb == ControlVerb.HandOver ? read.Required("$.to", To) : To,
            Agencies = [.. Agencies ?? []],
            Leads = Leads is null ? null : [.. Leads],
            CoResponsible = CoResponsible is null ? null : [.. CoResponsible],
            Due = DueOf(read),
            Text = Text,
            Quorum = Quorum,
            Silence = SilenceOf(read),
        };

    private SilenceRule? SilenceOf(WriteReader read)
    {
        foreach (var rule in Enum.GetValues<SilenceRule>())
        {
            if (Words.Of(rule) == SilenceRule)
            {
                return rule;
            }
        }
        if (SilenceRule is { } other)
        {
            read.Wrong("$.silenceRule", other);
        }
        return null;
    }

    private DueRule? DueOf(WriteReader read)
    {
        if (DueIn is { } days && (days is < 1 or > DueRule.MostDays || DueOn is not null))
        {
            read.Wrong("$.dueIn", days.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return null;
        }
        return DueIn is { } count ? new DueRule.WorkingDays(count)
            : DueOn is { } date ? new DueRule.On(date)
            : null;
    }
}

/// <param name="SuspensionMovesDueDates">Whether due dates move on by the working days of a suspension; left out = as it is.</param>
internal sealed record PlanChoicesBody(bool? SuspensionMovesDueDates = null);

/// <summary>What the office and leadership do to a whole assignment, and what the office chooses for a plan.</summary>
internal static class AssignmentActionEndpoints
{
    public static void MapAssignmentActions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("assignments").For(Operation.ControlAssignment);
        group
            .MapPost("/assignments/{id}/{action}", ActAsync)
            .WithSummary("suspend, resume, terminate, void, hand-over, name-agencies, change, instruct")
            .WithDescription("With dryRun the answer tells what it would do to running work, and nothing is changed.")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<ControlView>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group
            .MapPut("/plans/{id}", ChooseAsync)
            .WithSummary("What the office chooses for a plan as a whole")
            .Produces<PlanView>()
            .ProducesProblem(StatusCodes.Status403Forbidden);
    }

    /// <summary>Null for a word that is no verb of ours.</summary>
    public static ControlVerb? VerbOf(string action) =>
        action switch
        {
            "suspend" => ControlVerb.Suspend,
            "resume" => ControlVerb.Resume,
            "terminate" => ControlVerb.Terminate,
            "void" => ControlVerb.Void,
            "hand-over" => ControlVerb.HandOver,
            "name-agencies" => ControlVerb.NameAgencies,
            "change" => ControlVerb.Change,
            "instruct" => ControlVerb.Instruct,
            _ => null,
        };

    private static Task<IResult> ActAsync(
        string id,
        string action,
        AssignmentActionBody? body,
        HttpContext context,
        ControlAssignment control,
        CancellationToken cancel
    )
    {
        var input = body ?? new AssignmentActionBody();
        var read = WriteReader.Of(context, input);
        if (VerbOf(action) is not { } verb)
        {
            return Task.FromResult(Problems.Of(new ActionIsUnknown(action)));
        }
        var order = input.ToOrder(Opaque.Read(id) ?? 0, verb, read);
        return read.RunAsync(() => control.RunAsync(order, read.Request, context.User.Actor(), cancel));
    }

    private static async Task<IResult> ChooseAsync(
        string id,
        PlanChoicesBody body,
        HttpContext context,
        ChoosePlan choose,
        CancellationToken cancel
    )
    {
        Outcome<PlanView> chosen = Opaque.Read(id) is { } number
            ? await choose.RunAsync(
                number,
                body.SuspensionMovesDueDates is { } moves ? new PlanChoices(moves) : null,
                context.User.Actor(),
                cancel
            )
            : new PlanDoesNotExist();
        return Problems.OkOr(chosen);
    }
}
