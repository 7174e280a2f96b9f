using Hooks.Build.Engine.Native;

namespace Hooks.Build.Worker;

/// <summary>What a worker does that is no child of its engine when that was killed: nobody ends what its hooks started but itself.</summary>
internal static class EngineLoss
{
    /// <summary>How many milliseconds a worker tries to reach its engine, which listens before it starts one: where nobody answers it is gone.</summary>
    public const int Patience = 30_000;

    /// <summary>Ends the group of this process, and with it this process, if it is its own.</summary>
    public static void EndGroup()
    {
        const int Kill = 9;
        if (LibcSocket.ProcessGroup() == System.Environment.ProcessId)
        {
            _ = LibcSocket.Kill(0, Kill);
        }
    }
}
