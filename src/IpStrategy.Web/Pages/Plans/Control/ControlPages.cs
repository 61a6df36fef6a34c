using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Plans.Control;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Plans.Control;

/// <summary>
/// Operations on a whole assignment, each on a page of its own: it tells what would happen to running work before it is done, and
/// does what was told or tells anew.
/// </summary>
internal static class ControlPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/assignments/{id}/control/{action}", ShowAsync).For(Operation.ControlAssignment);
        pages.MapPost("/assignments/{id}/control/{action}", ActAsync).For(Operation.ControlAssignment);
        pages.MapPost("/plans/{id}/choices", ChooseAsync).For(Operation.ControlAssignment);
    }

    private static async Task<IResult> ShowAsync(string id, string action, HttpContext http, ControlParts parts)
    {
        if (await FindAsync(id, action, http, parts) is not { } model)
        {
            return Show.NotFound();
        }
        if (!model.View.Controls.Contains(model.Action))
        {
            return Show.SeeOther($"/assignments/{id}");
        }
        // What needs no choice can be told at once.
        var tells =
            model.Verb is ControlVerb.Suspend or ControlVerb.Resume or ControlVerb.Terminate or ControlVerb.Void;
        return tells ? await PreviewedAsync(model, OrderOf(model, null), http, parts) : Show.Page<ControlPage>(model);
    }

    private static async Task<IResult> ActAsync(
        string id,
        string action,
        Posted posted,
        HttpContext http,
        ControlParts parts
    )
    {
        if (await FindAsync(id, action, http, parts) is not { } found)
        {
            return Show.NotFound();
        }
        var model = found with { Typed = posted };
        if (posted.IsResumed)
        {
            return Show.Page<ControlPage>(model);
        }
        var order = OrderOf(model, posted);
        if (!posted.Has("do", "carryOut"))
        {
            return await PreviewedAsync(model, order, http, parts);
        }
        var request = AssignmentForms.RequestOf(id, posted);
        var done = await parts.Control.RunAsync(order, request, http.User.Actor(), http.RequestAborted);
        if (done.Refusal is { } refusal)
        {
            // Stale or incomplete: what it would do now stands on the page again.
            return await PreviewedAsync(model with { Refusal = refusal }, order, http, parts);
        }
        var number = done.Value.Assignment.Number.ToString(CultureInfo.InvariantCulture);
        Flash.Set(http, "Done.control", number, Texts.Wording.Say("Control.Title." + action));
        return Show.SeeOther($"/assignments/{id}");
    }

    private static async Task<IResult> PreviewedAsync(
        ControlModel model,
        ControlOrder order,
        HttpContext http,
        ControlParts parts
    )
    {
        var preview = order with { IsPreview = true, Mark = null };
        var told = await parts.Control.RunAsync(preview, WriteRequest.Plain, http.User.Actor(), http.RequestAborted);
        var refusal = model.Refusal ?? told.Refusal;
        var page = model with { Preview = told.IsRefused ? null : told.Value, Refusal = refusal };
        return Show.Page<ControlPage>(page, refusal is null ? StatusCodes.Status200OK : Problems.StatusOf(refusal));
    }

    private static async Task<ControlModel?> FindAsync(
        string id,
        string action,
        HttpContext http,
        ControlParts parts
    ) =>
        AssignmentActionEndpoints.VerbOf(action) is { } verb
        && await AssignmentForms.FindAsync(id, http, parts.Detail) is { } view
            ? new ControlModel(view, action, verb, parts.Agencies.All)
            : null;

    private static ControlOrder OrderOf(ControlModel model, Posted? posted) =>
        new(Opaque.Read(model.View.Assignment.Id)!.Value, model.Verb)
        {
            UndertakingId = Opaque.Read(posted?.Text("undertaking")),
            Reason = posted?.Text("reason"),
            Mark = posted?.Text("mark"),
            To = posted?.Text("to"),
            Agencies = posted?.All("agencies") ?? [],
            Leads = Changed(model, "lead", posted is null ? null : LeadsOf(posted)),
            CoResponsible = Changed(model, "coResponsible", posted?.All("coResponsible")),
            Due = posted is null ? null : DueOf(posted),
            Text = posted?.Text("text"),
        };

    private static ImmutableArray<string> LeadsOf(Posted posted) =>
        [.. posted.All("leads").Prepend(posted.Text("lead") ?? "").Where(c => c.Length > 0).Distinct()];

    /// <summary>Null where they are as they were: only what differs is a change.</summary>
    private static ImmutableArray<string>? Changed(ControlModel model, string role, ImmutableArray<string>? typed)
    {
        if (model.Verb != ControlVerb.Change || typed is not { } codes)
        {
            return null;
        }
        var now = model.Of(role).Select(p => p.Code!).ToList();
        // Of leads the first convenes; of the others the order says nothing.
        var isSame =
            codes.ToHashSet(StringComparer.Ordinal).SetEquals(now)
            && (role != "lead" || codes.FirstOrDefault() == now.FirstOrDefault());
        return isSame ? null : codes;
    }

    private static DueRule? DueOf(Posted posted) =>
        int.TryParse(posted.Text("dueIn"), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && days is >= 1 and <= DueRule.MostDays
            ? new DueRule.WorkingDays(days)
        : AnswerRules.DayOf(posted.Text("dueOn")) is { } date ? new DueRule.On(date)
        : null;

    private static async Task<IResult> ChooseAsync(string id, Posted posted, HttpContext http, ChoosePlan choose)
    {
        var choices = new PlanChoices(posted.Has("moves", "yes"));
        Outcome<PlanView> chosen = Opaque.Read(id) is { } number
            ? await choose.RunAsync(number, choices, http.User.Actor(), http.RequestAborted)
            : new PlanDoesNotExist();
        if (chosen.Refusal is { } refusal)
        {
            return refusal is PlanDoesNotExist ? Show.NotFound() : Show.Forbidden();
        }
        Flash.Set(http, "Done.choices");
        return Show.SeeOther($"/plans/{id}");
    }
}

/// <summary>What the pages of an operation are made of.</summary>
internal sealed record ControlParts(ControlAssignment Control, AssignmentDetail Detail, LedgerAgencies Agencies);
