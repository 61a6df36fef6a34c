using BenchmarkDotNet.Attributes;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Notices;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Benchmarks;

/// <summary>From the text of the model notice to its 69 assignments. Mean: under 20 ms.</summary>
public class ParseNotice
{
    private readonly AgencyDirectory _directory = AgencyDirectory.Parse(Shipped.Agencies);
    private readonly string _text = NoticeEncoding.Decode(Shipped.Notice);

    [Benchmark]
    public int Assignments() => NoticeReader.Read(_text, _directory).Assignments.Length;
}

/// <summary>One decision on the assignment process, nothing stored. Mean: under 50 µs.</summary>
public class DecideStep
{
    private static readonly DateTimeOffset Morning = new(2010, 3, 15, 1, 0, 0, TimeSpan.Zero);
    private readonly DefinitionSet _definitions = DefinitionSet.Of(
        new[] { "assignment", "consultation", "sign-off" }.SelectMany(n =>
            BpmnReader.Read(Shipped.Process(n)).Processes
        )
    );
    private Command _start = null!;
    private Command _complete = null!;
    private InstanceState _acknowledging = null!;

    [GlobalSetup]
    public void Start()
    {
        var definition = _definitions.Newest("assignment")!.Id;
        var none = FeelValue.From(Array.Empty<FeelValue>());
        _start = new Command.Start(
            new ProcessInstanceId("1"),
            definition,
            Command
                .NoVariables.Add("lead", FeelValue.From("zscqj"))
                .Add("cosigners", none)
                .Add("parties", FeelValue.From([FeelValue.From("jxw"), FeelValue.From("gsj")]))
                .Add("openGroups", none)
                .Add("officeIsLead", FeelValue.From(false))
                .Add("silenceRule", FeelValue.From("stayOpen"))
        );
        var started = Decide(null, _start);
        _acknowledging = started.State;
        _complete = new Command.CompleteTask(
            started.Effects.OfType<Effect.OpenTask>().Single().Element,
            Command.NoVariables
        );
    }

    [Benchmark]
    public InstanceState StartInstance() => Decide(null, _start).State;

    [Benchmark]
    public InstanceState CompleteTask() => Decide(_acknowledging, _complete).State;

    private Decision Decide(InstanceState? state, Command command) =>
        ProcessEngine.Decide(_definitions, state, command, Morning, UtcOnlyZones.Instance).Value;
}

/// <summary>The plan of the model notice with its 114 instances, in one transaction on SQLite. Mean: under 3 s.</summary>
public class IssueModelPlan
{
    private Installed _installed = null!;
    private long _notice;

    // An installation issues a notice once: each measured run needs one of its own.
    [IterationSetup]
    public void Import()
    {
        _installed = Installed.MakeAsync().GetAwaiter().GetResult();
        _notice = _installed.ImportAsync().GetAwaiter().GetResult();
    }

    [IterationCleanup]
    public void Remove() => _installed.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public Task<long> IssuePlan() => _installed.IssueAsync(_notice);
}

/// <summary>What a page of the ledger and of the to-do list cost the server before they are drawn. Mean: under 50 ms.</summary>
public class FirstPages
{
    private Installed _installed = null!;
    private long _plan;

    [GlobalSetup]
    public async Task IssueAsync()
    {
        _installed = await Installed.MakeAsync();
        _plan = await _installed.IssueAsync(await _installed.ImportAsync());
    }

    [GlobalCleanup]
    public Task RemoveAsync() => _installed.DisposeAsync().AsTask();

    [Benchmark]
    public Task<Page<AssignmentSummary>?> LedgerOfTheOffice() => LedgerAsync("director");

    [Benchmark]
    public Task<Page<AssignmentSummary>?> LedgerOfAnAgency() => LedgerAsync("zscqj.officer");

    [Benchmark]
    public Task<Page<WorkItemView>> ToDoListOfAnOfficer() =>
        _installed.AskAsync<MyWorkItems, Page<WorkItemView>>(u =>
            u.RunAsync(new(WorkItemScope.Mine, WorkItemListState.Open), _installed.Person("zscqj.officer"), default)
        );

    private Task<Page<AssignmentSummary>?> LedgerAsync(string userName) =>
        _installed.AskAsync<PlanLedger, Page<AssignmentSummary>?>(u =>
            u.RunAsync(_plan, new LedgerFilter(), _installed.Person(userName), default)
        );
}
