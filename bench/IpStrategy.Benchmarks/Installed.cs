using IpStrategy.Application;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IpStrategy.Benchmarks;

/// <summary>An installation on SQLite in a temporary folder, put together as the host does it, with an officer and a leader an agency.</summary>
internal sealed class Installed : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private Installed(ServiceProvider services, string folder) => (_services, _folder) = (services, folder);

    public static async Task<Installed> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ipstrategy-bench-").FullName;
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddIpStrategyPersistence(new PersistenceSettings(folder, null), TimeProvider.System)
            .AddIpStrategyApplication(TimeProvider.System, new MailSettings())
            .AddScoped<DatabaseSchema>()
            .BuildServiceProvider();
        var installed = new Installed(services, folder);
        await installed.DoAsync<DatabaseSchema>(s => s.MigrateAsync(default));
        await installed.DoAsync<Installation>(i => i.PrepareAsync(Shipped.Files, default));
        await installed.DoAsync<IpStrategyContext>(AddPeopleAsync);
        await installed.DoAsync<Installation>(i => i.RefreshAsync(default));
        return installed;
    }

    public Actor Person(string userName) =>
        _services.GetRequiredService<PostHolders>().FindByUserName(userName)!.AsActor();

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

    public async Task<long> ImportAsync()
    {
        var notice = await AskAsync<ImportNotice, Outcome<NoticeView>>(u =>
            u.RunAsync(Shipped.Notice, Person("clerk"), default)
        );
        return Opaque.Read(notice.Value.Id)!.Value;
    }

    public async Task<long> IssueAsync(long notice)
    {
        var due = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(250);
        var terms = new IssueTerms(null, due, InferredLeads.ConfirmedByIssue);
        var plan = await AskAsync<IssuePlan, Outcome<IssuedPlan>>(u =>
            u.RunAsync(notice, terms, Person("director"), default)
        );
        return Opaque.Read(plan.Value.PlanId)!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task AddPeopleAsync(IpStrategyContext db)
    {
        long id = 1;
        void Add(string name, Post post, string? agency) =>
            db.Users.Add(
                new User
                {
                    Id = id++,
                    UserName = name,
                    NormalizedUserName = name.ToUpperInvariant(),
                    DisplayName = "张三",
                    Post = post,
                    AgencyCode = agency,
                    SecurityStamp = "s",
                }
            );
        Add("clerk", Post.Clerk, null);
        Add("director", Post.Director, null);
        foreach (var agency in await db.Agencies.Select(a => a.Code).ToListAsync())
        {
            Add($"{agency}.officer", Post.Officer, agency);
            Add($"{agency}.leader", Post.Leader, agency);
        }
        await db.SaveChangesAsync();
    }
}

/// <summary>The product's own data and processes, as they stand in the repository.</summary>
internal static class Shipped
{
    private static readonly string Root = FindRoot();

    public static byte[] Notice => File.ReadAllBytes(Path.Combine(Root, "data/notices/tianjin-ip-2010.txt"));

    public static string Agencies => File.ReadAllText(Path.Combine(Root, "data/agencies/agencies-tianjin.json"));

    public static byte[] Process(string name) => File.ReadAllBytes(Path.Combine(Root, "workflows", name + ".bpmn"));

    public static ShippedFiles Files =>
        new(
            Agencies,
            File.ReadAllText(Path.Combine(Root, "data/holidays/holidays-china.csv")),
            [
                .. Directory
                    .GetFiles(Path.Combine(Root, "workflows"), "*.bpmn")
                    .Order(StringComparer.Ordinal)
                    .Select(f => new NamedFile(Path.GetFileName(f), File.ReadAllBytes(f))),
            ]
        );

    // BenchmarkDotNet builds and runs in folders of its own below the project's.
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
