using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Notices;
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
        );
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

/// <summary>Imported notices, for the office.</summary>
public sealed class NoticeDrafts(IpStrategyContext db)
{
    public async Task<IReadOnlyList<NoticeLine>> ListAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.IsOffice)
        {
            return [];
        }
        var rows = await db
            .Notices.AsNoTracking()
            .OrderByDescending(n => n.Id)
            .Take(200)
            .Select(n => new
            {
                n.Id,
                n.Title,
                n.State,
                n.PlanId,
                n.ImportedAt,
                n.ImportedByName,
            })
            .ToListAsync(cancel);
        return rows.ConvertAll(n => new NoticeLine(
            Opaque.Of(n.Id),
            n.Title,
            Words.Of(n.State),
            n.PlanId is { } plan ? Opaque.Of(plan) : null,
            n.ImportedAt,
            n.ImportedByName
        ));
    }

    /// <summary>Null where there is none, or the caller is not of the office.</summary>
    public async Task<NoticeView?> OneAsync(long id, Actor actor, CancellationToken cancel) =>
        actor.IsOffice && await db.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Id == id, cancel) is { } notice
            ? NoticeView.Of(notice)
            : null;

    /// <summary>The notice's text as it came.</summary>
    public Task<string?> TextAsync(long id, Actor actor, CancellationToken cancel) =>
        actor.IsOffice
            ? db.Notices.Where(n => n.Id == id).Select(n => n.Text).FirstOrDefaultAsync(cancel)
            : Task.FromResult<string?>(null);
}
