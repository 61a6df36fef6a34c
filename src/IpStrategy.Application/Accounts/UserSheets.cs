using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>
/// 账号 to and from spreadsheets. A sheet is taken in as a whole, or, if one line is wrong, not at all. New accounts have no password:
/// nobody signs in with them before the security administrator has set one.
/// </summary>
public sealed class UserSheets(
    IpStrategyContext db,
    HeldTables held,
    ReferenceTables reference,
    ReleaseClaims claims,
    Ids ids,
    AuditTrail audit
)
{
    private const int Needed = 3;

    public async Task<Outcome<Sheet>> ExportAsync(SheetLanguage language, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.AdministerAccounts) is { } refusal)
        {
            return refusal;
        }
        var users = await db.Users.AsNoTracking().OrderBy(u => u.Id).ToListAsync(cancel);
        return new Sheet(
            UserSheetWords.NameOfSheet(language),
            [.. UserSheetWords.Columns(language).Select(c => c[0])],
            [.. users.Select((u, i) => new SheetLine(i + 2, Cells(AccountOf(u), language)))]
        );
    }

    public async Task<Outcome<SheetReport>> ImportAsync(
        byte[] file,
        SheetUse use,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAccounts) is { } forbidden)
        {
            return forbidden;
        }
        var sheet = SheetReader.Read(file, UserSheetWords.Columns(SheetLanguage.Chinese), Needed);
        if (sheet.IsRefused)
        {
            return sheet.Refusal!;
        }
        var movers = new List<long>();
        var report = await TakeInAsync(sheet.Value, use, actor, movers, cancel);
        await held.FollowAsync(db, cancel);
        // Each item is given back in a transaction of its own: the one of the sheet must be over.
        foreach (var holder in await HoldersAsync(movers, cancel))
        {
            await claims.RunAsync(holder, actor, cancel);
        }
        return report;
    }

    /// <summary>Those who hold anything, asked for all at once: of a thousand who come by a sheet hardly one does.</summary>
    private Task<List<long>> HoldersAsync(List<long> movers, CancellationToken cancel) =>
        db
            .WorkItems.Where(w => w.State == WorkItemState.Open && w.AssigneeId != null)
            .Where(w => movers.Contains(w.AssigneeId!.Value))
            .Select(w => w.AssigneeId!.Value)
            .Distinct()
            .OrderBy(id => id)
            .ToListAsync(cancel);

    private async Task<Outcome<SheetReport>> TakeInAsync(
        Sheet sheet,
        SheetUse use,
        Actor actor,
        List<long> movers,
        CancellationToken cancel
    )
    {
        db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await RowLocks.NameAsync(db, "account sheet", cancel);
        var known = await db.Users.ToDictionaryAsync(u => u.NormalizedUserName!, cancel);
        var taking = new Taking(known, sheet, reference, actor);
        foreach (var line in sheet.Lines)
        {
            taking.Take(line);
        }
        if (use == SheetUse.LookOver)
        {
            return taking.Report;
        }
        if (!taking.Report.Problems.IsEmpty)
        {
            return taking.Refusal;
        }
        movers.AddRange(Change(taking, actor));
        await HeldTables.TouchAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return taking.Report with { IsDone = true };
    }

    /// <returns>Who goes to another agency.</returns>
    private List<long> Change(Taking taking, Actor actor)
    {
        foreach (var account in taking.Made)
        {
            var user = CreateUser.RowOf(ids.Next(), account);
            db.Users.Add(user);
            audit.Note(new AuditNote(actor, "create", AccountFacts.SubjectOf(user), null, AccountFacts.Of(user)));
        }
        var movers = new List<long>();
        foreach (var (user, account) in taking.Changed)
        {
            var before = AccountFacts.Of(user);
            if (Changes(user, account))
            {
                movers.Add(user.Id);
            }
            audit.Note(new AuditNote(actor, "change", AccountFacts.SubjectOf(user), before, AccountFacts.Of(user)));
        }
        return movers;
    }

    /// <summary>Whoever goes to another agency leaves the old one's work there, and begins anew in the new one.</summary>
    private static bool Changes(User user, NewAccount account)
    {
        var moves = user.AgencyCode != account.AgencyCode;
        (user.DisplayName, user.Email, user.AgencyCode) = (account.DisplayName, account.Email, account.AgencyCode);
        user.NormalizedEmail = account.Email?.ToUpperInvariant();
        if (moves)
        {
            user.SecurityStamp = CreateUser.NewStamp();
        }
        return moves;
    }

    private static NewAccount AccountOf(User u) => new(u.UserName!, u.DisplayName, u.Post, u.AgencyCode, u.Email);

    private static ImmutableArray<string> Cells(NewAccount a, SheetLanguage language) =>
        [a.UserName, a.DisplayName, UserSheetWords.Of(a.Post, language), a.AgencyCode ?? "", a.Email ?? ""];

    /// <summary>Line after line; what is wrong is remembered with its place.</summary>
    private sealed class Taking(Dictionary<string, User> known, Sheet sheet, ReferenceTables reference, Actor actor)
    {
        private readonly List<SheetProblem> _problems = [];
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private int _unchanged;

        public List<NewAccount> Made { get; } = [];
        public List<(User User, NewAccount Account)> Changed { get; } = [];
        public SheetReport Report => new(false, Made.Count, Changed.Count, _unchanged, [.. _problems]);
        public SheetHasProblems Refusal => new([.. _problems.Select(p => p.Line).Distinct()], [.. _problems]);

        public void Take(SheetLine line)
        {
            var cells = line.Cells;
            if (UserSheetWords.PostOf(cells[2]) is not { } post)
            {
                Wrong(line, 2, new PostIsUnknown(cells[2]));
                return;
            }
            var account = new NewAccount(cells[0], cells[1].Trim(), post, AgencyOf(cells[3]), Or(cells[4]));
            var user = known.GetValueOrDefault(AccountRules.Normalise(account.UserName));
            if (!_seen.Add(AccountRules.Normalise(account.UserName)))
            {
                Wrong(line, 0, new UserNameIsTaken(account.UserName));
            }
            else if (user is not null && AccountOf(user) == account with { UserName = user.UserName! })
            {
                // What stands as it stood is nobody's act: whose duty it would be to change it is not asked.
                _unchanged++;
            }
            else if (Check(account) is { } refusal)
            {
                Wrong(line, ColumnOf(refusal), refusal);
            }
            else
            {
                Take(line, account, user);
            }
        }

        private DomainRefusal? Check(NewAccount account) =>
            AccountRules.CheckAccount(account, reference)
            ?? AdministratorDuties.May(actor, AccountAct.Make, account.Post);

        private void Take(SheetLine line, NewAccount account, User? user)
        {
            if (user is null)
            {
                Made.Add(account with { MustChangePassword = true });
            }
            else if (user.Post != account.Post)
            {
                // Another post is another set of rights: an account of its own, so that history stays true.
                Wrong(line, 2, new PostOfAccountStays(account.UserName));
            }
            else
            {
                Changed.Add((user, account));
            }
        }

        /// <summary>By its code, or by a name it bears.</summary>
        private string? AgencyOf(string typed) =>
            typed.Length == 0 ? null
            : reference.Directory.Find(new AgencyCode(typed)) is null
            && reference.Directory.Find(typed) is NamedParty.Single { Agency: var named }
                ? named.Code.Value
            : typed;

        private void Wrong(SheetLine line, int column, Refusal refusal) =>
            _problems.Add(new(line.Line, sheet.Headings[column], refusal.Code, line.Cells[column], sheet.Name));

        private static int ColumnOf(DomainRefusal refusal) =>
            refusal switch
            {
                UserNameIsNotAllowed => 0,
                DisplayNameIsNotAllowed => 1,
                AnotherAdministratorDoesThat => 2,
                EmailIsNotAllowed => 4,
                _ => 3,
            };

        private static string? Or(string text) => text.Length == 0 ? null : text;
    }
}
