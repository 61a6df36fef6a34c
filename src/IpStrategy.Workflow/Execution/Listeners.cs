namespace IpStrategy.Workflow.Execution;

/// <summary>Tells the host which listeners of an element are to be called; the engine never waits for them.</summary>
internal static class Listeners
{
    public static void Notify(Turn turn, LiveElement element, string happening)
    {
        if (element.Role == ElementRole.LoopBody || element.Node is not { Listeners.IsEmpty: false } node)
        {
            return;
        }
        foreach (var listener in node.Listeners)
        {
            if (listener.Event == happening)
            {
                turn.Emit(new Effect.NotifyListener(listener.Handler, happening, node.Id, element.Id));
            }
        }
    }
}
