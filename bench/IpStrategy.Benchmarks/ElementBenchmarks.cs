using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Benchmarks;

internal static class Drawn
{
    public static readonly DateTimeOffset Morning = new(2010, 3, 15, 1, 0, 0, TimeSpan.Zero);

    public static DefinitionSet Process(string contents)
    {
        var xml = $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:b">
              <error id="error" errorCode="E1"/><escalation id="escalation" escalationCode="C1"/><signal id="signal" name="s"/>
              <process id="p" isExecutable="true">{contents}</process>
            </definitions>
            """;
        var read = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
        return read.IsDeployable
            ? DefinitionSet.Of(read.Processes)
            : throw new InvalidOperationException(string.Join('\n', read.Diagnostics));
    }

    public static Decision Decide(DefinitionSet definitions, InstanceState? state, Command command) =>
        ProcessEngine.Decide(definitions, state, command, Morning, UtcOnlyZones.Instance).Value;

    public static Command Start(DefinitionSet definitions) =>
        new Command.Start(new ProcessInstanceId("1"), definitions.Newest("p")!.Id, Command.NoVariables);
}

/// <summary>
/// Twenty of one kind in a row, from start to end in one command: the mean and the memory, by twenty, are what one of them
/// costs. Compare the kinds with <c>task</c>, which does nothing itself.
/// </summary>
[MemoryDiagnoser]
public class TwentyInARow
{
    private DefinitionSet _definitions = DefinitionSet.Empty;
    private Command _start = null!;

    private static readonly Dictionary<string, Func<int, string>> Kinds = new()
    {
        ["task"] = i => $"<task id='n{i}'/>",
        ["scriptTask"] = i => $"<scriptTask id='n{i}' scriptFormat='feel'><script>1 + {i}</script></scriptTask>",
        ["exclusiveGateway"] = i => $"<exclusiveGateway id='n{i}'/>",
        ["parallelGateway"] = i => $"<parallelGateway id='n{i}'/>",
        ["inclusiveGateway"] = i => $"<inclusiveGateway id='n{i}'/>",
        ["throwSignal"] = i =>
            $"<intermediateThrowEvent id='n{i}'><signalEventDefinition signalRef='signal'/></intermediateThrowEvent>",
        ["throwEscalation"] = i =>
            $"<intermediateThrowEvent id='n{i}'><escalationEventDefinition escalationRef='escalation'/></intermediateThrowEvent>",
        ["throwCompensation"] = i =>
            $"<intermediateThrowEvent id='n{i}'><compensateEventDefinition/></intermediateThrowEvent>",
        ["subProcess"] = i => Inner("subProcess", i, ""),
        ["transaction"] = i => Inner("transaction", i, ""),
        ["standardLoop"] = i =>
            $"<task id='n{i}'><standardLoopCharacteristics loopMaximum='5'><loopCondition>true</loopCondition></standardLoopCharacteristics></task>",
        ["multiInstance"] = i =>
            $"<task id='n{i}'><multiInstanceLoopCharacteristics><loopCardinality>5</loopCardinality></multiInstanceLoopCharacteristics></task>",
        ["multiInstanceSequential"] = i =>
            $"<task id='n{i}'><multiInstanceLoopCharacteristics isSequential='true'><loopCardinality>5</loopCardinality></multiInstanceLoopCharacteristics></task>",
        ["adHocSubProcess"] = i => $"<adHocSubProcess id='n{i}'><task id='t{i}'/></adHocSubProcess>",
        ["errorCaught"] = i =>
            $"<subProcess id='n{i}'><startEvent id='a{i}'/><sequenceFlow id='b{i}' sourceRef='a{i}' targetRef='c{i}'/>"
            + $"<endEvent id='c{i}'><errorEventDefinition errorRef='error'/></endEvent></subProcess>"
            + $"<boundaryEvent id='x{i}' attachedToRef='n{i}'><errorEventDefinition errorRef='error'/></boundaryEvent>"
            + $"<sequenceFlow id='y{i}' sourceRef='x{i}' targetRef='m{i}'/><exclusiveGateway id='m{i}'/>",
    };

    public static IEnumerable<string> KindNames => Kinds.Keys;

    [ParamsSource(nameof(KindNames))]
    public string Kind { get; set; } = "task";

    [GlobalSetup]
    public void Draw()
    {
        var text = new StringBuilder("<startEvent id='n0'/>");
        for (var i = 1; i <= 20; i++)
        {
            var from = Kind == "errorCaught" && i > 1 ? $"m{i - 1}" : $"n{i - 1}";
            text.Append(Kinds[Kind](i))
                .Append(CultureInfo.InvariantCulture, $"<sequenceFlow id='f{i}' sourceRef='{from}' targetRef='n{i}'/>");
        }
        var last = Kind == "errorCaught" ? "m20" : "n20";
        text.Append(CultureInfo.InvariantCulture, $"<sequenceFlow id='f21' sourceRef='{last}' targetRef='end'/>");
        _definitions = Drawn.Process(text.Append("<endEvent id='end'/>").ToString());
        _start = Drawn.Start(_definitions);
    }

    [Benchmark]
    public InstanceState FromStartToEnd() => Drawn.Decide(_definitions, null, _start).State;

    private static string Inner(string kind, int i, string more) =>
        $"<{kind} id='n{i}'><startEvent id='a{i}'/><sequenceFlow id='b{i}' sourceRef='a{i}' targetRef='c{i}'/>"
        + $"<endEvent id='c{i}'/>{more}</{kind}>";
}

/// <summary>One command on an instance in which so many elements have finished. The means should be one and the same.</summary>
[MemoryDiagnoser]
public class AfterFinishedElements
{
    private readonly DefinitionSet _definitions = Drawn.Process(
        """
        <startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="work"/>
        <userTask id="work"/><sequenceFlow id="b" sourceRef="work" targetRef="again"/>
        <exclusiveGateway id="again"/><sequenceFlow id="c" sourceRef="again" targetRef="work"/>
        """
    );
    private InstanceState _state = null!;

    [Params(1, 100, 10_000)]
    public int Finished { get; set; }

    [GlobalSetup]
    public void Work()
    {
        _state = Drawn.Decide(_definitions, null, Drawn.Start(_definitions)).State;
        for (var i = 0; i < Finished; i++)
        {
            _state = Drawn.Decide(_definitions, _state, Next()).State;
        }
    }

    [Benchmark]
    public InstanceState CompleteTask() => Drawn.Decide(_definitions, _state, Next()).State;

    private Command.CompleteTask Next() => new(_state.Elements[^1].Id, Command.NoVariables);
}
