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
        pages.MapGet(Address + "/{id}/withdraw", AskWithdrawalAsync).For(Operation.AdministerAgencies);
        pages.MapPost(Address + "/{id}/withdraw", WithdrawAsync).For(Operation.AdministerAgencies);
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
        var mayChange = RightsTable.May(http.User.Actor(), Operation.AdministerAgencies) is null;
        return await FindAsync(id, http, reorganisations) is { } found
            ? Show.Page<ReorganisationPage>(new ReorganisationModel(found, mayChange))
            : Show.NotFound();
    }

    /// <summary>A page of its own: what is called off is not brought back.</summary>
    private static async Task<IResult> AskWithdrawalAsync(
        string id,
        HttpContext http,
        ReorganisationList reorganisations
    ) =>
        await FindAsync(id, http, reorganisations) is not { } found ? Show.NotFound()
        : found.IsWaiting ? Show.Page<WithdrawReorganisationPage>(new WithdrawalModel(found, null))
        : Show.SeeOther($"{Address}/{found.Id}");

    private static async Task<IResult> WithdrawAsync(
        string id,
        Posted posted,
        HttpContext http,
        ReorganisationList reorganisations,
        WithdrawReorganisation withdraw
    )
    {
        if (await FindAsync(id, http, reorganisations) is not { } found)
        {
            return Show.NotFound();
        }
        var reason = posted.Text("reason");
        if (posted.IsResumed)
        {
            return Show.Page<WithdrawReorganisationPage>(new WithdrawalModel(found, reason));
        }
        var request = new WriteRequest(posted.Key, WorkItemRequest.HashOf(posted.Fingerprint));
        var (actor, cancel) = (http.User.Actor(), http.RequestAborted);
        var outcome = await withdraw.RunAsync(Opaque.Read(id)!.Value, reason, request, actor, cancel);
        if (outcome.Refusal is { } refusal)
        {
            var model = new WithdrawalModel(found, reason, refusal);
            return Show.Page<WithdrawReorganisationPage>(model, Problems.StatusOf(refusal));
        }
        Flash.Set(http, "Done.withdrawReform");
        return Show.SeeOther($"{Address}/{found.Id}");
    }

    private static async Task<ReorganisationView?> FindAsync(
        string id,
        HttpContext http,
        ReorganisationList reorganisations
    ) =>
        Opaque.Read(id) is { } number
        && await reorganisations.OneAsync(number, http.User.Actor(), http.RequestAborted) is { IsRefused: false } found
            ? found.Value
            : null;

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
