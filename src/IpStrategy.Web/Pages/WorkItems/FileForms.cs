using System.Collections.Immutable;
using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>附件 and 成果 on the page of a work item: uploaded, fetched, taken away, checked.</summary>
internal static class FileForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/work-items/{id}/attachments", AttachAsync).For(Operation.ActOnWorkItem).TakesLargeFile();
        pages.MapPost("/work-items/{id}/attachments/{file}/remove", RemoveAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/deliverables", CheckAsync).For(Operation.ActOnWorkItem);
        pages.MapGet("/attachments/{id}", ReadAsync).For(Operation.ReadWorkItems).WithMetadata(new Sandboxed());
    }

    private static async Task<IResult> AttachAsync(
        string id,
        Posted posted,
        HttpContext http,
        AttachFile attach,
        WorkItemDetail detail
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Show.NotFound();
        }
        if (posted.File("file") is not { } file)
        {
            return await AgainAsync(id, new AttachmentIsMissing(), http, detail);
        }
        await using var content = file.OpenReadStream();
        var sensitivity = posted.Has("sensitive", "true") ? Sensitivity.Sensitive : Sensitivity.Ordinary;
        var upload = new NewAttachment(file.FileName, content, sensitivity, Opaque.Read(posted.Text("deliverable")));
        var outcome = await attach.RunAsync(number, upload, http.User.Actor(), http.RequestAborted);
        return outcome.IsRefused
            ? await AgainAsync(id, outcome.Refusal!, http, detail)
            : Done(id, "Done.attach", outcome.Value.Name, http);
    }

    private static async Task<IResult> RemoveAsync(
        string id,
        string file,
        HttpContext http,
        RemoveAttachment remove,
        WorkItemDetail detail
    )
    {
        if (Opaque.Read(file) is not { } number)
        {
            return Show.NotFound();
        }
        var outcome = await remove.RunAsync(number, http.User.Actor(), http.RequestAborted);
        return outcome.IsRefused
            ? await AgainAsync(id, outcome.Refusal!, http, detail)
            : Done(id, "Done.detach", "", http);
    }

    private static async Task<IResult> CheckAsync(
        string id,
        Posted posted,
        HttpContext http,
        KeepDeliverables keep,
        WorkItemDetail detail
    )
    {
        var found = await WorkItemPages.FindAsync(id, http, detail);
        if (found.IsRefused || Opaque.Read(found.Value.Item.AssignmentId) is not { } assignment)
        {
            return Show.NotFound();
        }
        var undertaking = Opaque.Read(found.Value.Results.FirstOrDefault()?.UndertakingId);
        var order = new DeliverableOrder(assignment, undertaking, VerdictsOf(posted));
        var outcome = await keep.RunAsync(order, WriteRequest.Plain, http.User.Actor(), http.RequestAborted);
        return outcome.IsRefused
            ? await AgainAsync(id, outcome.Refusal!, http, detail)
            : Done(id, "Done.checked", "", http);
    }

    private static ImmutableArray<DeliverableChange> VerdictsOf(Posted posted) =>
        [
            .. posted
                .Under("verdict.")
                .Select(v => new DeliverableChange(
                    Opaque.Read(v.Key) ?? 0,
                    Verdict: v.Value == "accepted" ? DeliverableVerdict.Accepted : DeliverableVerdict.NotAccepted,
                    Reason: v.Value == "accepted" ? null : posted.Text($"reason.{v.Key}")
                )),
        ];

    private static async Task<IResult> ReadAsync(string id, HttpContext http, ReadAttachment read)
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Show.NotFound();
        }
        var outcome = await read.RunAsync(number, http.User.Actor(), http.RequestAborted);
        return outcome.IsRefused ? Show.NotFound() : AttachmentEndpoints.FileOf(outcome.Value);
    }

    private static IResult Done(string id, string text, string name, HttpContext http)
    {
        Flash.Set(http, text, name);
        return Show.SeeOther($"/work-items/{id}");
    }

    private static async Task<IResult> AgainAsync(string id, Refusal refusal, HttpContext http, WorkItemDetail detail)
    {
        var now = await WorkItemPages.FindAsync(id, http, detail);
        return now.IsRefused
            ? Show.NotFound()
            : Show.Page<WorkItemPage>(
                new WorkItemModel(now.Value, null, refusal, "attach"),
                Problems.StatusOf(refusal)
            );
    }
}
