using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Notices;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Notices;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Notices;

/// <summary>A notice with its draft plan; messages are worded in the reader's language.</summary>
public sealed record NoticeView(
    string Id,
    string State,
    string? PlanId,
    int Version,
    DateTimeOffset ImportedAt,
    string ImportedBy,
    string Title,
    string? Issuer,
    string? DocumentNumber,
    DateOnly? Date,
    ImmutableArray<DraftSectionView> Sections,
    ImmutableArray<DraftAssignmentView> Assignments,
    ImmutableArray<DraftDiagnosticView> Diagnostics
)
{
    /// <summary>送审: who handed it to the director, and when; null where nobody has.</summary>
    public string? SubmittedBy { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>What the clerk or the director wrote last when it changed hands.</summary>
    public string? Remark { get; init; }

    internal static NoticeView Of(ImportedNotice notice)
    {
        var draft = NoticeDocument.FromJson(notice.Draft);
        return new(
            Opaque.Of(notice.Id),
            Words.Of(notice.State),
            notice.PlanId is { } plan ? Opaque.Of(plan) : null,
            notice.Version,
            notice.ImportedAt,
            notice.ImportedByName,
            draft.Title,
            draft.Issuer,
            draft.DocumentNumber,
            draft.Date,
            draft.Sections,
            draft.Assignments,
            [.. draft.Diagnostics.Select(Of)]
        )
        {
            SubmittedBy = notice.SubmittedByName,
            SubmittedAt = notice.SubmittedAt,
            Remark = notice.Remark,
        };
    }

    private static DraftDiagnosticView Of(NoticeDiagnostic d) =>
        new(
            Words.Of(d.Severity),
            d.Code,
            NoticeMessages.Format(d, CultureInfo.CurrentUICulture),
            d.Line,
            d.Column,
            d.Assignment
        );
}

public sealed record NoticeLine(
    string Id,
    string Title,
    string State,
    string? PlanId,
    DateTimeOffset ImportedAt,
    string ImportedBy
);

/// <param name="State">Null = drafts and issued ones.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
public sealed record NoticeFilter(NoticeState? State = null, int PageSize = 50, string? After = null)
{
    /// <summary>True for a mark that this list, with these filters, gave out.</summary>
    public bool Gave(string mark) => ListMark.Read(NameOfList(), mark) is not null;

    internal string NameOfList() => ListMark.NameOf("notices", this with { After = null, PageSize = 0 });
}

/// <summary>Imported notices, for the office, newest first.</summary>
public sealed class NoticeDrafts(IpStrategyContext db)
{
    public async Task<Page<NoticeLine>> ListAsync(NoticeFilter filter, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.PrepareNotice) is not null)
        {
            return new([], 0, null);
        }
        var all = db.Notices.AsNoTracking();
        if (filter.State is { } state)
        {
            all = all.Where(n => n.State == state);
        }
        var total = await all.CountAsync(cancel);
        var list = filter.NameOfList();
        var rest = ListMark.Read(list, filter.After) is var (_, last) ? all.Where(n => n.Id < last) : all;
        // Without the text and the draft, which are long.
        var rows = await rest.OrderByDescending(n => n.Id)
            .Take(filter.PageSize + 1)
            .Select(n => new NoticeRow(n.Id, n.Title, n.State, n.PlanId, n.ImportedAt, n.ImportedByName))
            .ToListAsync(cancel);
        var page = rows.Take(filter.PageSize).ToList();
        return new(
            page.ConvertAll(LineOf),
            total,
            rows.Count > filter.PageSize ? ListMark.Of(list, 0, page[^1].Id) : null
        );
    }

    private static NoticeLine LineOf(NoticeRow n) =>
        new(
            Opaque.Of(n.Id),
            n.Title,
            Words.Of(n.State),
            n.PlanId is { } plan ? Opaque.Of(plan) : null,
            n.ImportedAt,
            n.ImportedBy
        );

    private sealed record NoticeRow(
        long Id,
        string Title,
        NoticeState State,
        long? PlanId,
        DateTimeOffset ImportedAt,
        string ImportedBy
    );

    /// <summary>Null where there is none, or the caller is not of the office.</summary>
    public async Task<NoticeView?> OneAsync(long id, Actor actor, CancellationToken cancel) =>
        RightsTable.May(actor, Operation.PrepareNotice) is null
        && await db.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, cancel) is { } notice
            ? NoticeView.Of(notice)
            : null;

    /// <summary>The notice's text as it came.</summary>
    public Task<string?> TextAsync(long id, Actor actor, CancellationToken cancel) =>
        RightsTable.May(actor, Operation.PrepareNotice) is null
            ? db.Notices.Where(n => n.Id == id).Select(n => n.Text).FirstOrDefaultAsync(cancel)
            : Task.FromResult<string?>(null);
}
