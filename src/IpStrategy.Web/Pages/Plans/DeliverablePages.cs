using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Plans;

/// <summary>The deliverables of one undertaking with the forms about them: what was typed, and why it was refused.</summary>
public sealed record DeliverablePageModel(
    AssignmentView View,
    DeliverableDesk Desk,
    Posted? Typed = null,
    Refusal? Refusal = null
)
{
    /// <summary>One key a page: the same form sent twice is done once.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    public string Address => $"/assignments/{View.Assignment.Id}/deliverables?of={Desk.UndertakingId}";

    public string FileAddress => $"/assignments/{View.Assignment.Id}/deliverables/file?of={Desk.UndertakingId}";

    public bool IsStale => Refusal is DomainRefusal { Ground: RefusalGround.Stale };

    public string? Sentence => Refusal is null ? null : RefusalTexts.Of(Refusal);

    /// <summary>The field of the form that was refused.</summary>
    public string? Field =>
        Refusal is null || IsStale || Typed?.Text("act") is not { } act ? null : NameOf(act, Typed.Text("deliverable"));

    /// <summary>What was typed into one form, and into no other.</summary>
    public string? TypedIn(string act, string? deliverable, string field) =>
        IsOf(act, deliverable) ? Typed!.Raw(field) : null;

    public string? WrongAt(string act, string? deliverable) =>
        Field is not null && IsOf(act, deliverable) ? Sentence : null;

    public bool IsOf(string act, string? deliverable) =>
        Typed is not null && Typed.Text("act") == act && Typed.Text("deliverable") == deliverable;

    public static string NameOf(string act, string? deliverable) => deliverable is null ? act : $"{act}-{deliverable}";
}

/// <summary>成果 of an assignment on a page: added, renamed and waived by the office, shown by the lead.</summary>
internal static class DeliverablePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/assignments/{id}/deliverables", ShowAsync).For(Operation.ReadPlans);
        pages.MapPost("/assignments/{id}/deliverables", KeepAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/assignments/{id}/deliverables/file", AttachAsync).For(Operation.ActOnWorkItem).TakesLargeFile();
    }

    private static async Task<IResult> ShowAsync(string id, string? of, HttpContext http, DeliverableParts parts) =>
        await parts.FindAsync(id, of, http) is { } model ? Show.Page<DeliverablesPage>(model) : Show.NotFound();

    private static async Task<IResult> KeepAsync(
        string id,
        string? of,
        Posted posted,
        HttpContext http,
        DeliverableParts parts
    )
    {
        if (await parts.FindAsync(id, of, http) is not { } model)
        {
            return Show.NotFound();
        }
        if (posted.IsResumed)
        {
            return Show.Page<DeliverablesPage>(model with { Typed = posted });
        }
        var change = ChangeOf(posted, model.Desk);
        if (change.IsRefused)
        {
            return Refused(model, posted, change.Refusal!);
        }
        var order = new DeliverableOrder(Opaque.Read(id)!.Value, Opaque.Read(model.Desk.UndertakingId), [change.Value]);
        var request = AssignmentForms.RequestOf(id, posted);
        var outcome = await parts.Keep.RunAsync(order, request, http.User.Actor(), http.RequestAborted);
        // As it is now, for a stale page is of no use.
        return outcome.IsRefused
            ? Refused(await parts.FindAsync(id, of, http) ?? model, posted, outcome.Refusal!)
            : Done(model, posted, http);
    }

    private static async Task<IResult> AttachAsync(
        string id,
        string? of,
        Posted posted,
        HttpContext http,
        DeliverableParts parts
    )
    {
        if (await parts.FindAsync(id, of, http) is not { } model)
        {
            return Show.NotFound();
        }
        if (posted.IsResumed)
        {
            return Show.Page<DeliverablesPage>(model with { Typed = posted });
        }
        if (model.Desk.UploadTo is not { } item)
        {
            return Refused(model, posted, model.Desk.Show ?? new WorkItemIsClosed());
        }
        if (posted.File("file") is not { } file)
        {
            return Refused(model, posted, new AttachmentIsMissing());
        }
        await using var content = file.OpenReadStream();
        var sensitivity = posted.Has("sensitive", "true") ? Sensitivity.Sensitive : Sensitivity.Ordinary;
        var upload = new NewAttachment(
            file.FileName,
            content,
            sensitivity,
            Opaque.Read(posted.Text("deliverable")) ?? 0
        );
        var outcome = await parts.Attach.RunAsync(item, upload, http.User.Actor(), http.RequestAborted);
        return outcome.IsRefused ? Refused(model, posted, outcome.Refusal!) : Done(model, posted, http);
    }

    /// <summary>What a form asks for. An empty reason would ask for the opposite, so it is told apart here.</summary>
    private static Outcome<DeliverableChange> ChangeOf(Posted posted, DeliverableDesk desk)
    {
        var known = desk.Deliverables.FirstOrDefault(d => d.Id == posted.Text("deliverable"));
        var change = new DeliverableChange(Opaque.Read(known?.Id), Version: posted.Version);
        return (posted.Text("act"), known) switch
        {
            ("add", _) => new DeliverableChange(null, Title: posted.Raw("title") ?? ""),
            (_, null) => new DeliverableDoesNotExist(),
            ("rename", _) => change with { Title = posted.Raw("title") ?? "" },
            ("waive", { Title: var title }) => posted.Text("reason") is { } reason
                ? change with
                {
                    Waive = reason,
                }
                : new WaiverNeedsReason(title),
            ("demand", _) => change with { Waive = "" },
            ("show", _) => change with { Note = posted.Raw("note") ?? "", Attachments = FilesOf(posted) },
            _ => new DeliverableDoesNotExist(),
        };
    }

    private static ImmutableArray<long> FilesOf(Posted posted) =>
        [.. posted.All("files").Select(f => Opaque.Read(f) ?? 0)];

    private static IResult Refused(DeliverablePageModel model, Posted posted, Refusal refusal) =>
        Show.Page<DeliverablesPage>(model with { Typed = posted, Refusal = refusal }, Problems.StatusOf(refusal));

    private static IResult Done(DeliverablePageModel model, Posted posted, HttpContext http)
    {
        var number = model.View.Assignment.Number.ToString(CultureInfo.InvariantCulture);
        Flash.Set(http, $"Done.deliverable.{posted.Text("act")}", number);
        return Show.SeeOther(model.Address);
    }
}

/// <summary>What the pages of deliverables work with.</summary>
public sealed record DeliverableParts(
    AssignmentDetail Detail,
    DeliverableDesks Desks,
    KeepDeliverables Keep,
    AttachFile Attach
)
{
    /// <summary>Null where there is none, or it may not be seen.</summary>
    internal async Task<DeliverablePageModel?> FindAsync(string id, string? of, HttpContext http)
    {
        // An undertaking that is none is not there either.
        var chosen = Opaque.Read(of);
        if ((of is not null && chosen is null) || await AssignmentForms.FindAsync(id, http, Detail) is not { } view)
        {
            return null;
        }
        var desk = await Desks.RunAsync(Opaque.Read(id)!.Value, chosen, http.User.Actor(), http.RequestAborted);
        return desk is null ? null : new DeliverablePageModel(view, desk);
    }
}
