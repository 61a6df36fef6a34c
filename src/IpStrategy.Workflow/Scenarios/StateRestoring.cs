using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Serialization;

namespace IpStrategy.Workflow.Scenarios;

internal static class StateRestoring
{
    /// <summary>The state as it comes back from where it is stored.</summary>
    public static InstanceState Restored(InstanceState state) => StateSerializer.Read(StateSerializer.Write(state));
}
