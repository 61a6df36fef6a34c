using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Gateways;

/// <summary>
/// BPMN 2.0.2 §13.4.5. Waiting for start, each arriving token asks the activation condition, which may speak of
/// <c>activationCount</c> (incoming flows that have a token) and of each incoming flow by its id (its tokens). Activated, it
/// takes a token from every flow that has one and splits by conditions, else by default. Then it waits for reset: until
/// each other incoming flow has a token or none can come any more, as in an inclusive join; those tokens it takes away.
/// In the reset the conditions are asked again only when one of them speaks of <c>waitingForStart</c>: by the letter every
/// split would otherwise be done twice.
/// </summary>
internal static class ComplexGatewayBehavior
{
    private const string PhaseName = "waitingForStart";

    private enum Phase
    {
        Start,
        Reset,
    }

    /// <summary>To be called whenever a token has come.</summary>
    public static void Arrived(Turn turn, LiveElement scope, ComplexGateway gateway)
    {
        var present = gateway.Incoming.Where(id => Joins.Has(scope, id)).ToImmutableArray();
        if (present.IsEmpty || IsWaitingForReset(scope, gateway) || !Activates(turn, scope, gateway, present.Length))
        {
            return;
        }
        if (present.Length < gateway.Incoming.Length || SpeaksOfPhase(turn, gateway))
        {
            scope.Resets = scope.Resets.Add(new PendingReset(gateway.Id, present));
        }
        Joins.Open(turn, scope, gateway);
    }

    public static void TakeOutgoing(Turn turn, LiveElement scope, FlowNode gateway)
    {
        if (TryTake(turn, scope, gateway, Phase.Start) is false)
        {
            Flows.TakeDefaultOrRefuse(turn, scope, gateway);
        }
    }

    /// <summary>Resets the first gateway that need not wait any longer; true when one was reset.</summary>
    public static bool TryResetOne(Turn turn)
    {
        foreach (var scope in turn.Elements)
        {
            foreach (var reset in scope.Resets)
            {
                var gateway = (ComplexGateway)turn.Definition.Node(reset.GatewayId);
                if (!InclusiveJoin.MustWait(turn, scope, gateway, f => IsServed(scope, reset, f)))
                {
                    Reset(turn, scope, gateway, reset);
                    return true;
                }
            }
        }
        return false;
    }

    private static void Reset(Turn turn, LiveElement scope, ComplexGateway gateway, PendingReset reset)
    {
        scope.Resets = scope.Resets.Remove(reset);
        Joins.Consume(scope, gateway.Incoming.Where(id => !reset.Consumed.Contains(id)));
        if (
            SpeaksOfPhase(turn, gateway)
            && TryTake(turn, scope, gateway, Phase.Reset) is false
            && gateway.DefaultFlow is { } byDefault
        )
        {
            Flows.Take(turn, scope, turn.Definition.Flow(byDefault));
        }
        if (turn.Refusal is null)
        {
            Arrived(turn, scope, gateway); // a second token of the first phase has waited for this
            Scopes.Check(turn, scope);
        }
    }

    private static bool IsServed(LiveElement scope, PendingReset reset, string flow) =>
        reset.Consumed.Contains(flow) || Joins.Has(scope, flow);

    private static bool IsWaitingForReset(LiveElement scope, ComplexGateway gateway) =>
        scope.Resets.Any(r => r.GatewayId == gateway.Id);

    private static bool SpeaksOfPhase(Turn turn, ComplexGateway gateway) =>
        gateway.Outgoing.Any(id =>
            turn.Definition.Flow(id).Condition is { } condition
            && condition.Source.Contains(PhaseName, StringComparison.Ordinal)
        );

    private static bool Activates(Turn turn, LiveElement scope, ComplexGateway gateway, int count)
    {
        if (gateway.ActivationCondition is not { } condition)
        {
            return true;
        }
        var counts = gateway.Incoming.Select(id => KeyValuePair.Create(id, FeelValue.From(Joins.Count(scope, id))));
        var names = counts.Append(KeyValuePair.Create("activationCount", FeelValue.From(count)));
        return TryDecide(turn, new OverlaidScope(turn, scope, names), gateway, condition) is true;
    }

    /// <summary>Null when a condition could not be decided; the turn is refused then.</summary>
    private static bool? TryTake(Turn turn, LiveElement scope, FlowNode gateway, Phase phase)
    {
        var names = new OverlaidScope(
            turn,
            scope,
            [KeyValuePair.Create(PhaseName, FeelValue.From(phase == Phase.Start))]
        );
        var any = false;
        foreach (var flow in gateway.Outgoing.Where(id => id != gateway.DefaultFlow).Select(turn.Definition.Flow))
        {
            // Without a condition nothing says that it belongs to the reset too.
            var holds = flow.Condition is { } condition
                ? TryDecide(turn, names, gateway, condition)
                : phase == Phase.Start;
            if (holds is null)
            {
                return null;
            }
            if (holds.Value)
            {
                Flows.Take(turn, scope, flow);
                any = true;
            }
        }
        return any;
    }

    private static bool? TryDecide(Turn turn, FeelScope names, FlowNode gateway, FeelExpression condition)
    {
        var result = condition.Evaluate(names);
        if (result.Value is FeelValue.Bool decided)
        {
            return decided.Value;
        }
        var reason = result.Error ?? $"gives {result.Value}";
        turn.Refuse(new ConditionIsNotBoolean(gateway.Id, condition.Source, reason));
        return null;
    }

    /// <summary>What the gateway itself tells, before the variables of the scope.</summary>
    private sealed class OverlaidScope(Turn turn, LiveElement scope, IEnumerable<KeyValuePair<string, FeelValue>> names)
        : FeelScope
    {
        private readonly Dictionary<string, FeelValue> _names = new(names, StringComparer.Ordinal);
        private readonly ElementScope _variables = new(turn, scope);

        public override DateTimeOffset Now => _variables.Now;

        public override ITimeZoneRules Zones => _variables.Zones;

        public override bool TryGet(string name, out FeelValue value)
        {
            if (_names.TryGetValue(name, out var own))
            {
                value = own;
                return true;
            }
            return _variables.TryGet(name, out value);
        }
    }
}
