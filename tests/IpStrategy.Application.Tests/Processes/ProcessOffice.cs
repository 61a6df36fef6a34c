using System.Collections.Immutable;
using System.Text;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Tests.Processes;

/// <summary>What tests of processes of no assignment say all the time.</summary>
internal static class ProcessOffice
{
    public static byte[] Bpmn(string content) =>
        Encoding.UTF8.GetBytes(
            $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                targetNamespace="test">
            {content}
            </definitions>
            """
        );

    /// <summary>Nodes in the order of the line they stand in, each connected to the next.</summary>
    public static byte[] Line(string process, params string[] nodes) => Bpmn(Process(process, nodes));

    public static string Process(string process, params string[] nodes)
    {
        var ids = nodes.Select(n => n.Split("id=\"", 2)[1].Split('"', 2)[0]).ToList();
        var flows = ids.Zip(
            ids.Skip(1),
            (from, to) => $"""<sequenceFlow id="{from}-{to}" sourceRef="{from}" targetRef="{to}"/>"""
        );
        return $"""
            <process id="{process}" isExecutable="true">
            {string.Join('\n', nodes)}
            {string.Join('\n', flows)}
            </process>
            """;
    }

    public static string Work(string id, string topic) =>
        $"""<serviceTask id="{id}" camunda:type="external" camunda:topic="{topic}"/>""";

    public static string User(string id, string attributes) => $"""<userTask id="{id}" name="{id}" {attributes}/>""";

    public static async Task<Deployment> DeployAsync(this Office office, byte[] file)
    {
        var outcome = await office.TryDeployAsync(new NamedFile("test.bpmn", file));
        Assert.False(outcome.IsRefused, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    public static Task<Outcome<Deployment>> TryDeployAsync(this Office office, params NamedFile[] files) =>
        office.AskAsync<DeployDefinitions, Outcome<Deployment>>(u =>
            u.RunAsync([.. files], WriteRequest.Plain, office.Person("admin.system"), default)
        );

    public static Task<Outcome<InstanceView>> TryStartAsync(
        this Office office,
        string process,
        string? businessKey = null,
        params (string Name, FeelValue Value)[] variables
    ) =>
        office.AskAsync<StartInstance, Outcome<InstanceView>>(u =>
            u.RunAsync(
                new StartOrder(process, null, null, businessKey, Of(variables)),
                WriteRequest.Plain,
                office.Person("admin.system"),
                default
            )
        );

    public static async Task<InstanceView> StartAsync(
        this Office office,
        string process,
        string? businessKey = null,
        params (string Name, FeelValue Value)[] variables
    )
    {
        var outcome = await office.TryStartAsync(process, businessKey, variables);
        Assert.False(outcome.IsRefused, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    public static async Task<InstanceView> LookAsync(this Office office, string instance) =>
        (
            await office.AskAsync<InstanceDetail, Outcome<InstanceView>>(u =>
                u.RunAsync(Opaque.Read(instance)!.Value, office.Person("admin.system"), default)
            )
        ).Value;

    public static Task<Outcome<InstanceView>> ChangeAsync(
        this Office office,
        string instance,
        Func<ChangeInstance, long, Actor, Task<Outcome<InstanceView>>> change
    ) =>
        office.AskAsync<ChangeInstance, Outcome<InstanceView>>(u =>
            change(u, Opaque.Read(instance)!.Value, office.Person("admin.system"))
        );

    public static Task<Outcome<InstanceView>> SuspendAsync(this Office office, string instance) =>
        office.ChangeAsync(instance, (u, id, actor) => u.SuspendAsync(id, WriteRequest.Plain, actor, default));

    public static Task<Outcome<InstanceView>> ResumeAsync(this Office office, string instance) =>
        office.ChangeAsync(instance, (u, id, actor) => u.ResumeAsync(id, WriteRequest.Plain, actor, default));

    public static Task<Outcome<InstanceView>> ModifyAsync(
        this Office office,
        string instance,
        params ImmutableArray<Modification> steps
    ) => office.ChangeAsync(instance, (u, id, actor) => u.ModifyAsync(id, steps, WriteRequest.Plain, actor, default));

    public static async Task<IReadOnlyList<InstanceSummary>> InstancesAsync(this Office office, string process) =>
        (
            await office.AskAsync<ProcessInstances, Outcome<Page<InstanceSummary>>>(u =>
                u.RunAsync(new InstanceFilter(process, PageSize: 200), office.Person("admin.system"), default)
            )
        )
            .Value
            .Items;

    public static async Task<IReadOnlyList<FetchedWork>> FetchAsync(
        this Office office,
        string topic,
        int max = 10,
        string worker = "w1"
    )
    {
        var outcome = await office.AskAsync<FetchWork, Outcome<FetchResult>>(u =>
            u.RunAsync(
                new FetchOrder([topic], max, TimeSpan.FromMinutes(5), worker),
                WriteRequest.Plain,
                office.Person("worker"),
                default
            )
        );
        return outcome.Value.Items;
    }

    public static Task<Outcome<WorkResult>> FinishAsync(
        this Office office,
        FetchedWork work,
        Func<FinishWork, WorkRequest, Actor, Task<Outcome<WorkResult>>> finish,
        string worker = "w1"
    ) =>
        office.AskAsync<FinishWork, Outcome<WorkResult>>(u =>
            finish(u, new WorkRequest(work.Id, worker, WriteRequest.Plain), office.Person("worker"))
        );

    public static Task<Outcome<WorkResult>> DoneAsync(
        this Office office,
        FetchedWork work,
        string worker = "w1",
        params (string Name, FeelValue Value)[] variables
    ) => office.FinishAsync(work, (u, r, actor) => u.CompleteAsync(r, Of(variables), actor, default), worker);

    public static Task<Outcome<WorkResult>> FailAsync(this Office office, FetchedWork work, int? left = null) =>
        office.FinishAsync(
            work,
            (u, r, actor) => u.FailAsync(r, new WorkFailure("closed", left, null), actor, default)
        );

    public static Task<Outcome<MessageResult>> SendAsync(
        this Office office,
        string name,
        MessageReach reach = MessageReach.One,
        string? businessKey = null,
        params (string Name, FeelValue Value)[] correlation
    ) =>
        office.AskAsync<SendMessage, Outcome<MessageResult>>(u =>
            u.RunAsync(
                new MessageOrder(name, null, null, businessKey, Of(correlation), Command.NoVariables, reach),
                WriteRequest.Plain,
                office.Person("worker"),
                default
            )
        );

    public static Task<Outcome<SignalResult>> SignalAsync(this Office office, string name) =>
        office.AskAsync<BroadcastSignal, Outcome<SignalResult>>(u =>
            u.RunAsync(
                new SignalOrder(name, null, Command.NoVariables),
                WriteRequest.Plain,
                office.Person("worker"),
                default
            )
        );

    public static async Task<IReadOnlyList<IncidentView>> IncidentsAsync(this Office office, string instance) =>
        (await office.LookAsync(instance)).Incidents;

    public static Task PollAsync(this Office office) => office.DoAsync<Pollers>(p => p.RunToIdleAsync(default));

    private static ImmutableSortedDictionary<string, FeelValue> Of((string Name, FeelValue Value)[] variables) =>
        Command.NoVariables.SetItems(variables.Select(v => KeyValuePair.Create(v.Name, v.Value)));
}
