using System.Globalization;
using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Extensions;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Plans;

/// <summary>An assignment with a form about it: what was typed, and why it was refused.</summary>
public sealed record AssignmentFormModel(AssignmentView View, Posted? Typed = null, Refusal? Refusal = null)
{
    /// <summary>One key a page: the same form sent twice is done once.</summary>
    public string Key { get; } = (Refusal is null ? Typed?.Key : null) ?? Guid.NewGuid().ToString("N");
}

/// <summary>The forms of an assignment that belong to no work item.</summary>
internal static class AssignmentForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/assignments/{id}/request-extension", ShowAsync).For(Operation.ReadPlans);
        pages.MapPost("/assignments/{id}/request-extension", AskAsync).For(Operation.ActOnWorkItem);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, AssignmentDetail detail) =>
        await FindAsync(id, http, detail) switch
        {
            null => Show.NotFound(),
            { MayRequestExtension: false } => Show.SeeOther($"/assignments/{id}"),
            var view => Show.Page<AssignmentExtensionPage>(new AssignmentFormModel(view)),
        };

    private static async Task<IResult> AskAsync(
        string id,
        Posted posted,
        HttpContext http,
        RequestExtension extension,
        AssignmentDetail detail
    )
    {
        if (await FindAsync(id, http, detail) is not { } view)
        {
            return Show.NotFound();
        }
        if (posted.IsResumed)
        {
            return Show.Page<AssignmentExtensionPage>(new AssignmentFormModel(view, posted));
        }
        var outcome = await extension.ForAssignmentAsync(
            Opaque.Read(id)!.Value,
            ExtensionOf(posted),
            RequestOf(id, posted),
            http.User.Actor(),
            http.RequestAborted
        );
        if (outcome.IsRefused)
        {
            var model = new AssignmentFormModel(view, posted, outcome.Refusal);
            return Show.Page<AssignmentExtensionPage>(model, Problems.StatusOf(outcome.Refusal!));
        }
        var number = view.Assignment.Number.ToString(CultureInfo.InvariantCulture);
        Flash.Set(http, "Done.request-extension", number, Texts.Wording.Say("Item.Assignment", number));
        return Show.SeeOther($"/assignments/{id}");
    }

    internal static ExtensionOrder ExtensionOf(Posted posted) =>
        new(AnswerRules.DayOf(posted.Text("dueOn")), posted.Text("reason"));

    internal static WriteRequest RequestOf(string id, Posted posted) =>
        new(posted.Key, WorkItemRequest.HashOf($"{id}\n{posted.Fingerprint}"));

    internal static async Task<AssignmentView?> FindAsync(string id, HttpContext http, AssignmentDetail detail) =>
        Opaque.Read(id) is { } number ? await detail.RunAsync(number, http.User.Actor(), http.RequestAborted) : null;
}
