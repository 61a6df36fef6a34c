using System.Globalization;
using System.Text;
using IpStrategy.Application;
using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Web.Texts;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Notices;

/// <summary>Notices of the office: import, go through the doubts, confirm, set dates. Nobody else sees that they exist.</summary>
internal static class NoticePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/notices", ListAsync).For(Operation.PrepareNotice);
        pages.MapPost("/notices", ImportAsync).For(Operation.PrepareNotice);
        pages.MapGet("/notices/{id}", ShowAsync).For(Operation.PrepareNotice);
        pages.MapGet("/notices/{id}/text", TextAsync).For(Operation.PrepareNotice);
        pages.MapPost("/notices/{id}/confirm", ConfirmAsync).For(Operation.PrepareNotice);
        pages.MapPost("/notices/{id}/dates", DatesAsync).For(Operation.PrepareNotice);
        pages.MapPost("/notices/{id}/submit", SubmitAsync).For(Operation.PrepareNotice);
        pages.MapPost("/notices/{id}/send-back", SendBackAsync).For(Operation.PrepareNotice);
        // A reload of a page that came back refused asks for the form's address.
        pages
            .MapGet(
                "/notices/{id}/{verb:regex(^(confirm|dates|submit|send-back)$)}",
                (string id) => Show.SeeOther($"/notices/{id}")
            )
            .For(Operation.PrepareNotice);
        MendPages.Map(pages);
        IssuePages.Map(pages);
    }

    public static Task<NoticeView?> FindAsync(string id, HttpContext http, NoticeDrafts drafts) =>
        Opaque.Read(id) is { } number
            ? drafts.OneAsync(number, http.User.Actor(), http.RequestAborted)
            : Task.FromResult<NoticeView?>(null);

    private static async Task<IResult> ListAsync(HttpContext http, NoticeDrafts drafts)
    {
        return Show.Page<NoticesPage>(await ModelAsync(http, drafts));
    }

    private static async Task<IResult> ImportAsync(
        Posted posted,
        HttpContext http,
        ImportNotice import,
        NoticeDrafts drafts
    )
    {
        var actor = http.User.Actor();
        var model = await ModelAsync(http, drafts) with { Typed = posted };
        if (posted.IsResumed)
        {
            return Show.Page<NoticesPage>(model);
        }
        if (await BytesAsync(posted, http.RequestAborted) is not { } bytes)
        {
            var nothing = model with { Problem = Wording.Say("Notices.Nothing") };
            return Show.Page<NoticesPage>(nothing, StatusCodes.Status422UnprocessableEntity);
        }
        var outcome = await import.RunAsync(bytes, actor, http.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            var earlier = (refusal as NoticeWasImportedBefore)?.NoticeId;
            var refused = model with { Problem = RefusalTexts.Of(refusal), Earlier = earlier };
            return Show.Page<NoticesPage>(refused, Problems.StatusOf(refusal));
        }
        Flash.Set(http, "Done.import");
        return Show.SeeOther($"/notices/{outcome.Value.Id}");
    }

    private static async Task<NoticesModel> ModelAsync(HttpContext http, NoticeDrafts drafts)
    {
        var after = http.Request.Query["after"].ToString();
        var filter = new NoticeFilter();
        filter = filter.Gave(after) ? filter with { After = after } : filter;
        return new(await drafts.ListAsync(filter, http.User.Actor(), http.RequestAborted), filter.After);
    }

    /// <summary>The file, else the pasted text; one byte too many is read so that the rule about size can refuse it.</summary>
    private static async Task<byte[]?> BytesAsync(Posted posted, CancellationToken cancel)
    {
        if (posted.File("file") is not { } file)
        {
            return posted.Text("text") is { } text ? Encoding.UTF8.GetBytes(text) : null;
        }
        await using var content = file.OpenReadStream();
        var bytes = new byte[Math.Min(file.Length, ImportNotice.MostBytes + 1)];
        await content.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, NoticeDrafts drafts) =>
        await FindAsync(id, http, drafts) is { } notice
            ? Show.Page<NoticePage>(new NoticeModel(notice, Showing(http), ReaderOf(http)))
            : Show.NotFound();

    public static DraftReader ReaderOf(HttpContext http) =>
        new(http.User.Actor(), http.RequestServices.GetRequiredService<PlanSettings>().Approval);

    private static Task<IResult> SubmitAsync(
        string id,
        Posted posted,
        HttpContext http,
        SubmitNotice submit,
        NoticeDrafts drafts
    ) => HandOnAsync(new NoticeCall(id, posted, http, drafts), submit.RunAsync, "Done.submit");

    private static Task<IResult> SendBackAsync(
        string id,
        Posted posted,
        HttpContext http,
        SubmitNotice submit,
        NoticeDrafts drafts
    ) => HandOnAsync(new NoticeCall(id, posted, http, drafts), submit.SendBackAsync, "Done.sendBack");

    private static async Task<IResult> HandOnAsync(
        NoticeCall call,
        Func<DraftHandling, Actor, CancellationToken, Task<Outcome<NoticeView>>> handOn,
        string done
    )
    {
        if (Opaque.Read(call.Id) is not { } number)
        {
            return Show.NotFound();
        }
        if (call.Posted.IsResumed)
        {
            return await call.AgainAsync(null, StatusCodes.Status200OK);
        }
        var handling = new DraftHandling(number, call.Posted.Version, call.Posted.Text("text"));
        var outcome = await handOn(handling, call.Http.User.Actor(), call.Http.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            return await call.AgainAsync(RefusalTexts.Of(refusal), Problems.StatusOf(refusal));
        }
        Flash.Set(call.Http, done);
        return Show.SeeOther($"/notices/{call.Id}");
    }

    /// <summary>Beside the draft, so that every remark's line can be looked up.</summary>
    private static async Task<IResult> TextAsync(string id, HttpContext http, NoticeDrafts drafts)
    {
        if (
            await FindAsync(id, http, drafts) is not { } notice
            || await drafts.TextAsync(Opaque.Read(id) ?? 0, http.User.Actor(), http.RequestAborted) is not { } text
        )
        {
            return Show.NotFound();
        }
        return Show.Page<NoticeTextPage>(new NoticeTextModel(notice, [.. text.ReplaceLineEndings("\n").Split('\n')]));
    }

    private static string Showing(HttpContext http) =>
        http.Request.Query["show"].ToString() switch
        {
            "doubts" => "doubts",
            "inferred" => "inferred",
            _ => "all",
        };

    private static Task<IResult> ConfirmAsync(
        string id,
        Posted posted,
        HttpContext http,
        MendNotice mend,
        NoticeDrafts drafts
    )
    {
        var one = int.TryParse(posted.Text("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var n);
        var mending = one
            ? new NoticeMending(posted.Version, false, null, null, [Confirmed(n)])
            : new NoticeMending(posted.Version, true, null, null, []);
        return MendAsync(new NoticeCall(id, posted, http, drafts), mend, mending, one ? "Done.mend" : "Done.confirm");
    }

    private static async Task<IResult> DatesAsync(
        string id,
        Posted posted,
        HttpContext http,
        MendNotice mend,
        NoticeDrafts drafts
    )
    {
        var call = new NoticeCall(id, posted, http, drafts);
        var (due, cycle) = (DateOf(posted.Text("dueOn")), CycleOf(posted));
        if ((due, cycle) is (null, null))
        {
            return await call.AgainAsync(Wording.Say("Notice.DueMissing"), StatusCodes.Status422UnprocessableEntity);
        }
        var ticked = posted.All("n");
        if (posted.Text("for") == "ticked" && ticked.IsEmpty)
        {
            return await call.AgainAsync(Wording.Say("Notice.TickMissing"), StatusCodes.Status422UnprocessableEntity);
        }
        return await MendAsync(call, mend, DatedBy(posted, due, cycle), "Done.dates");
    }

    private static NoticeMending DatedBy(Posted posted, DateOnly? due, ReportCycle? cycle)
    {
        var chosen = posted.Text("for");
        if (chosen == "ticked")
        {
            var ticked = posted
                .All("n")
                .Select(n => new AssignmentMending(NumberOf(n), DueOn: due, ReportCycle: cycle));
            return new NoticeMending(posted.Version, false, null, null, [.. ticked]);
        }
        int? section = int.TryParse(chosen, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new NoticeMending(posted.Version, false, due, section, []) { ReportCycle = cycle };
    }

    private static int NumberOf(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static ReportCycle? CycleOf(Posted posted) =>
        Enum.TryParse<ReportCycle>(posted.Text("cycle"), out var cycle) ? cycle : null;

    private static async Task<IResult> MendAsync(NoticeCall call, MendNotice mend, NoticeMending mending, string done)
    {
        if (Opaque.Read(call.Id) is not { } number)
        {
            return Show.NotFound();
        }
        if (call.Posted.IsResumed)
        {
            return await call.AgainAsync(null, StatusCodes.Status200OK);
        }
        var outcome = await mend.RunAsync(number, mending, call.Http.User.Actor(), call.Http.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            return await call.AgainAsync(RefusalTexts.Of(refusal), Problems.StatusOf(refusal));
        }
        Flash.Set(call.Http, done);
        return Show.SeeOther($"/notices/{call.Id}");
    }

    public static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static AssignmentMending Confirmed(int number) => new(number, null, null, true, null, null);
}

/// <summary>A form of the draft's page that was sent.</summary>
internal sealed record NoticeCall(string Id, Posted Posted, HttpContext Http, NoticeDrafts Drafts)
{
    /// <summary>The draft's page as it is now, with what was typed and why it was refused.</summary>
    public async Task<IResult> AgainAsync(string? problem, int status) =>
        await NoticePages.FindAsync(Id, Http, Drafts) is { } notice
            ? Show.Page<NoticePage>(
                new NoticeModel(notice, "all", NoticePages.ReaderOf(Http)) { Typed = Posted, Problem = problem },
                status
            )
            : Show.NotFound();
}
