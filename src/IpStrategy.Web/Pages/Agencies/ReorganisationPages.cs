using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Application;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Agencies;

/// <summary>机构改革: written down, looked at, carried out.</summary>
internal static class ReorganisationPages
{
    private const string Address = "/agencies/reorganisations";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, ListAsync).For(Operation.ReadAgencies);
        pages.MapGet(Address + "/{id}", OneAsync).For(Operation.ReadAgencies);
        pages.MapGet(Address + "/new", NewAsync).For(Operation.AdministerAgencies);
        pages.MapPost(Address + "/preview", PreviewAsync).For(Operation.AdministerAgencies);
        pages.MapPost(Address, CarryOutAsync).For(Operation.AdministerAgencies);
        // A reload of a page that came back refused asks for the form's address.
        pages.MapGet(Address + "/preview", () => Show.SeeOther(Address + "/new")).For(Operation.AdministerAgencies);
    }

    private static async Task<IResult> ListAsync(HttpContext http, ReorganisationList reorganisations)
    {
        var text = http.Request.Query["after"].ToString();
        var after = ReorganisationList.Gave(text) ? text : null;
        var actor = http.User.Actor();
        var page = await reorganisations.RunAsync(after, QueryReader.DefaultPageSize, actor, http.RequestAborted);
        var mayChange = RightsTable.May(actor, Operation.AdministerAgencies) is null;
        return Show.Page<ReorganisationsPage>(new ReorganisationsModel(page.Value, after, mayChange));
    }

    private static async Task<IResult> OneAsync(string id, HttpContext http, ReorganisationList reorganisations)
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Show.NotFound();
        }
        var found = await reorganisations.OneAsync(number, http.User.Actor(), http.RequestAborted);
        return found.IsRefused ? Show.NotFound() : Show.Page<ReorganisationPage>(new ReorganisationModel(found.Value));
    }

    /// <summary>Empty, or with what the directory announces for a span of days.</summary>
    private static async Task<IResult> NewAsync(HttpContext http, ReorganisationList reorganisations)
    {
        var query = new QueryReader(http.Request.Query);
        if (query.Day("from") is not { } from || query.Day("to") is not { } to)
        {
            return Show.Page<ReorganisationFormPage>(new ReorganisationFormModel("", "", [StepInput.Empty]));
        }
        var announced = await reorganisations.AnnouncedAsync(from, to, http.User.Actor(), http.RequestAborted);
        var form = ReorganisationForm.FormOf(announced.Value);
        var isNothing = form.Steps.IsEmpty;
        return Show.Page<ReorganisationFormPage>(
            isNothing
                ? form with
                {
                    Steps = [StepInput.Empty],
                    Problem = Texts.Wording.Say("Reform.NothingAnnounced"),
                }
                : form
        );
    }

    private static async Task<IResult> PreviewAsync(
        Posted posted,
        HttpContext http,
        CarryOutReorganisation carryOut,
        ReferenceTables reference
    )
    {
        var document = DocumentIn(posted);
        var form = document is null ? ReorganisationForm.Read(posted) : ReorganisationForm.FormOf(document);
        if (posted.IsResumed || posted.Text("act") == "add")
        {
            var longer = posted.IsResumed ? form : form with { Steps = form.Steps.Add(StepInput.Empty) };
            return Show.Page<ReorganisationFormPage>(longer);
        }
        var order = document is null ? ReorganisationForm.DocumentOf(form, reference) : Chosen(document, posted);
        var call = new ReformCall(order, carryOut, http);
        return posted.Text("act") == "edit" ? Show.Page<ReorganisationFormPage>(form) : await call.ShowAsync(null);
    }

    private static async Task<IResult> CarryOutAsync(Posted posted, HttpContext http, CarryOutReorganisation carryOut)
    {
        if (posted.IsResumed || DocumentIn(posted) is not { } document)
        {
            return Show.SeeOther(Address + "/new");
        }
        var order = Chosen(document, posted);
        var call = new ReformCall(order, carryOut, http);
        if (JsonSerializer.Serialize(order) != JsonSerializer.Serialize(document))
        {
            // Something else was chosen after the preview: it has to be seen first.
            return await call.ShowAsync(new ReorganisationPreviewIsOld());
        }
        var request = new WriteRequest(posted.Key, WorkItemRequest.HashOf(posted.Fingerprint));
        var outcome = await carryOut.RunAsync(
            order,
            posted.Text("mark"),
            request,
            http.User.Actor(),
            http.RequestAborted
        );
        if (outcome.Refusal is { } refusal)
        {
            return await call.ShowAsync(refusal);
        }
        Flash.Set(http, outcome.Value.NextOn is null ? "Done.reorganise" : "Done.schedule");
        return Show.SeeOther($"{Address}/{outcome.Value.Id}");
    }

    private static ReorganisationDocument? DocumentIn(Posted posted)
    {
        try
        {
            return posted.Text("document") is { } text
                ? JsonSerializer.Deserialize<ReorganisationDocument>(text)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReorganisationDocument Chosen(ReorganisationDocument document, Posted posted) =>
        document with
        {
            Choices = [.. posted.Under("choice.").Select(c => new AssignmentChoice(c.Key, c.Value))],
            Accounts = [.. posted.Under("account.").Select(a => new AccountChoice(a.Key, a.Value))],
        };
}

/// <summary>An order on its way to the preview, or back to the form when it cannot be.</summary>
internal sealed record ReformCall(ReorganisationDocument Order, CarryOutReorganisation CarryOut, HttpContext Http)
{
    /// <param name="why">Why it was not carried out; null where nobody asked for it yet.</param>
    public async Task<IResult> ShowAsync(Refusal? why)
    {
        var preview = await CarryOut.PreviewAsync(Order, Http.User.Actor(), Http.RequestAborted);
        if (preview.Refusal is { } refusal)
        {
            var form = ReorganisationForm.FormOf(Order) with { Problem = RefusalTexts.Of(refusal) };
            return Show.Page<ReorganisationFormPage>(form, Problems.StatusOf(refusal));
        }
        // What stands chosen is part of the order that is seen.
        var seen = Order with
        {
            Choices = Choices(preview.Value),
            Accounts = Accounts(preview.Value),
        };
        var again = await CarryOut.PreviewAsync(seen, Http.User.Actor(), Http.RequestAborted);
        return Show.Page<ReorganisationPreviewPage>(
            new ReorganisationPreviewModel(
                seen,
                again.Value,
                JsonSerializer.Serialize(seen),
                why is null ? null : RefusalTexts.Of(why)
            ),
            why is null ? StatusCodes.Status200OK : Problems.StatusOf(why)
        );
    }

    private static ImmutableArray<AssignmentChoice> Choices(ReorganisationPreview preview) =>
        [
            .. preview
                .Assignments.Where(a => a.Choices.Length > 0)
                .Select(a => new AssignmentChoice(a.AssignmentId, a.Choices[0].Chosen))
                .DistinctBy(c => c.AssignmentId),
        ];

    private static ImmutableArray<AccountChoice> Accounts(ReorganisationPreview preview) =>
        [
            .. preview
                .Accounts.Where(a => a.Heirs.Length > 1 && a.To is not null)
                .Select(a => new AccountChoice(a.UserName, a.To!.Code)),
        ];
}
