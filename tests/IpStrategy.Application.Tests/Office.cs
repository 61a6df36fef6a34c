using System.Collections.Immutable;
using System.Text;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Testing;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IpStrategy.Application.Tests;

public enum TestDatabase
{
    Sqlite,
    PostgreSql,
}

/// <summary>An installation as the host builds it, without the host: real database, shipped data and processes, a clock that tests move.</summary>
public sealed class Office : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private readonly PersistenceSettings _settings;
    private readonly bool _isGuest;

    private Office(ServiceProvider services, PersistenceSettings settings, FakeClock clock, Office? host = null)
    {
        (_services, _folder, Clock) = (services, settings.DataFolder, clock);
        (_settings, _isGuest) = (settings, host is not null);
    }

    public FakeClock Clock { get; }

    /// <summary>Where the contents of attachments lie.</summary>
    public string FilesFolder => Path.Combine(_folder, "files");

    public static Task<Office> OpenAsync(
        TestDatabase database = TestDatabase.Sqlite,
        MailSettings? mail = null,
        params IInterceptor[] interceptors
    ) => OpenAsync(database, new ServiceCollection(), mail, interceptors);

    /// <summary>With other limits of attachments, or a scanner.</summary>
    public static Task<Office> OpenAsync(TestDatabase database, FileSettings? files) =>
        OpenAsync(database, new ServiceCollection().AddSingleton(files ?? new FileSettings()), null, []);

    private static async Task<Office> OpenAsync(
        TestDatabase database,
        IServiceCollection services,
        MailSettings? mail,
        IInterceptor[] interceptors
    )
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var settings = await OfficeTemplate.CopyAsync(database);
        var clock = new FakeClock(FakeClock.MorningOfTheNotice);
        var office = new Office(Services(services, settings, clock, mail, interceptors), settings, clock);
        await office.DoAsync<Installation>(i => i.RefreshAsync(default));
        return office;
    }

    /// <summary>What every office is a copy of: the schema, what is shipped, and the people.</summary>
    internal static async Task MakeTemplateAsync(PersistenceSettings settings)
    {
        var clock = new FakeClock(FakeClock.MorningOfTheNotice);
        await using var services = Services(new ServiceCollection(), settings, clock, null, []);
        var office = new Office(services, settings, clock);
        await office.DoAsync<DatabaseSchema>(s => s.MigrateAsync(default));
        await office.DoAsync<Installation>(i => i.PrepareAsync(Shipped.Files, default));
        await office.AddPeopleAsync();
    }

    /// <summary>A second host on the same database, with a memory of its own.</summary>
    public async Task<Office> BesideAsync()
    {
        var beside = new Office(Services(new ServiceCollection(), _settings, Clock, null, []), _settings, Clock, this);
        await beside.DoAsync<Installation>(i => i.PrepareAsync(Shipped.Files, default));
        return beside;
    }

    private static ServiceProvider Services(
        IServiceCollection services,
        PersistenceSettings settings,
        FakeClock clock,
        MailSettings? mail,
        IInterceptor[] interceptors
    ) =>
        services
            .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>))
            .AddIpStrategyPersistence(settings, TimeProvider.System)
            .AddIpStrategyApplication(clock, mail ?? new MailSettings())
            .AddIpStrategyAccounts()
            .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
            .AddSingleton<IMailTransport, CollectedMail>()
            .AddScoped<Pollers>()
            .AddScoped<DatabaseSchema>()
            .ConfigureDbContext<SqliteIpStrategyContext>(o => o.AddInterceptors(interceptors))
            .ConfigureDbContext<PostgreSqlIpStrategyContext>(o => o.AddInterceptors(interceptors))
            .BuildServiceProvider(validateScopes: true);

    public CollectedMail Mail => (CollectedMail)_services.GetRequiredService<IMailTransport>();

    public async Task<T> AskAsync<TUseCase, T>(Func<TUseCase, Task<T>> ask)
        where TUseCase : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public async Task DoAsync<TUseCase>(Func<TUseCase, Task> act)
        where TUseCase : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public async Task InOneScopeAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = _services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    public Task<T> ReadAsync<T>(Func<IpStrategyContext, Task<T>> read) => AskAsync(read);

    public Actor Person(string userName) =>
        _services.GetRequiredService<PostHolders>().FindByUserName(userName)?.AsActor()
        ?? throw new ArgumentException($"Nobody is called {userName}.", nameof(userName));

    /// <summary>Null where nobody has this number.</summary>
    public Actor? Find(long id) => _services.GetRequiredService<PostHolders>().Find(id)?.AsActor();

    public string? UserNameOf(long id) => _services.GetRequiredService<PostHolders>().Find(id)?.UserName;

    public IEnumerable<Actor> InGroup(string group) =>
        _services.GetRequiredService<PostHolders>().InGroup(group).Select(p => p.AsActor());

    /// <summary>Imports the model notice and issues its plan, all due on 2010-11-30.</summary>
    public async Task<IssuedPlan> IssueAsync()
    {
        var notice = await AskAsync<ImportNotice, Outcome<NoticeView>>(u =>
            u.RunAsync(Shipped.Notice, Person("office.clerk"), default)
        );
        var terms = new IssueTerms(null, new DateOnly(2010, 11, 30), InferredLeads.ConfirmedByIssue);
        var plan = await AskAsync<IssuePlan, Outcome<IssuedPlan>>(u =>
            u.RunAsync(Opaque.Read(notice.Value.Id)!.Value, terms, Person("office.director"), default)
        );
        return plan.Value;
    }

    public async Task<IReadOnlyList<WorkItemView>> OpenItemsAsync(string userName, int? assignment = null)
    {
        var page = await AskAsync<MyWorkItems, Page<WorkItemView>>(u =>
            u.RunAsync(new(WorkItemScope.Mine, WorkItemListState.Open, 200), Person(userName), default)
        );
        return [.. page.Items.Where(i => assignment is null || i.AssignmentNumber == assignment)];
    }

    public async Task<WorkItemView> TheItemAsync(string userName, int assignment, string step) =>
        (await OpenItemsAsync(userName, assignment)).Single(i => i.Step == step);

    public Task<Outcome<WorkItemView>> CompleteAsync(
        string userName,
        WorkItemView item,
        string? opinion = null,
        params (string Field, string Value)[] answers
    ) =>
        AskAsync<CompleteWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(
                WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version),
                new Answers(
                    answers.ToImmutableSortedDictionary(a => a.Field, a => (Answer)new Answer.Text(a.Value)),
                    opinion
                ),
                Person(userName),
                default
            )
        );

    /// <summary>Does the open item of a step and insists that it is accepted.</summary>
    public async Task<WorkItemView> DoStepAsync(
        string userName,
        int assignment,
        string step,
        string? opinion = null,
        params (string Field, string Value)[] answers
    )
    {
        var item = await TheItemAsync(userName, assignment, step);
        var done = await CompleteAsync(userName, item, opinion, answers);
        Assert.False(done.IsRefused, $"{userName} {assignment} {step}: {done.Refusal}");
        return done.Value;
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        Clock.Advance(by);
        await DoAsync<Pollers>(p => p.RunToIdleAsync(default));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_isGuest)
        {
            return;
        }
        OfficeTemplate.LetGo(_settings);
        Directory.Delete(_folder, recursive: true);
    }

    private Task AddPeopleAsync() =>
        DoAsync<IpStrategyContext>(async db =>
        {
            long id = 1;
            void Add(string name, Post post, string? agency) =>
                db.Users.Add(
                    new User
                    {
                        Id = id++,
                        UserName = name,
                        NormalizedUserName = name.ToUpperInvariant(),
                        DisplayName = $"{name} 张三",
                        Email = $"{name}@example.test",
                        Post = post,
                        AgencyCode = agency,
                        SecurityStamp = "s",
                    }
                );
            Add("office.clerk", Post.Clerk, null);
            Add("office.director", Post.Director, null);
            Add("group.deputy", Post.GroupDeputy, null);
            Add("leadership", Post.Leadership, null);
            Add("admin.system", Post.SystemAdministrator, null);
            Add("worker", Post.Integration, null);
            foreach (var agency in await db.Agencies.Select(a => a.Code).ToListAsync())
            {
                Add($"{agency}.officer", Post.Officer, agency);
                Add($"{agency}.leader", Post.Leader, agency);
            }
            Add("zscqj.second", Post.Officer, "zscqj");
            Add("admin.audit", Post.AuditAdministrator, null);
            await db.SaveChangesAsync();
            await _services.GetRequiredService<PostHolders>().RefreshAsync(db, default);
        });
}

/// <summary>Keeps what would have been mailed; refuses while told to.</summary>
public sealed class CollectedMail : IMailTransport
{
    private readonly Lock _gate = new();

    public List<MailPayload> Sent { get; } = [];
    public bool Refuses { get; set; }
    public Action? OnSent { get; set; }

    public Task SendAsync(MailPayload mail, CancellationToken cancel)
    {
        if (Refuses)
        {
            throw new MailIsNotTakenException("closed", null);
        }
        lock (_gate)
        {
            Sent.Add(mail);
        }
        OnSent?.Invoke();
        return Task.CompletedTask;
    }
}

/// <summary>The product's own data and processes, as they stand in the repository.</summary>
internal static class Shipped
{
    private static readonly string Root = FindRoot();

    public static byte[] Notice => File.ReadAllBytes(Path.Combine(Root, "data/notices/tianjin-ip-2010.txt"));

    public static ShippedFiles Files =>
        new(
            File.ReadAllText(Path.Combine(Root, "data/agencies/agencies-tianjin.json")),
            File.ReadAllText(Path.Combine(Root, "data/holidays/holidays-china.csv")),
            [
                .. Directory
                    .GetFiles(Path.Combine(Root, "workflows"), "*.bpmn")
                    .Order(StringComparer.Ordinal)
                    .Select(f => new NamedFile(Path.GetFileName(f), File.ReadAllBytes(f))),
            ]
        );

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IpStrategy.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not inside the repository.");
        }
        return folder;
    }
}

/// <summary>Stretches of the course that many tests walk.</summary>
internal static class Walks
{
    public static async Task BeginConsultationAsync(this Office office, string lead, int assignment)
    {
        await office.DoStepAsync($"{lead}.officer", assignment, StepRules.Acknowledge);
        await office.DoStepAsync($"{lead}.officer", assignment, StepRules.DraftPlan, null, ("plan", "实施方案"));
    }

    public static Task<Outcome<WorkItemView>> ReturnAsync(
        this Office office,
        string userName,
        WorkItemView item,
        ReturnWorkItem.Choice choice
    ) =>
        office.AskAsync<ReturnWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(
                WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version),
                choice,
                office.Person(userName),
                default
            )
        );

    /// <summary>The leader sends the paper back to its draft, and it is drafted and sent round again.</summary>
    public static async Task ReturnToDraftAsync(this Office office, int assignment)
    {
        var item = await office.TheItemAsync("zscqj.leader", assignment, StepRules.LeaderSign);
        var choice = new ReturnWorkItem.Choice(StepRules.DraftPlan, ResumeMode.WalkAgain, "再征求一次");
        var returned = await office.ReturnAsync("zscqj.leader", item, choice);
        Assert.False(returned.IsRefused, returned.Refusal?.ToString());
        await office.DoStepAsync("zscqj.officer", assignment, StepRules.DraftPlan, null, ("plan", "方案"));
    }
}
