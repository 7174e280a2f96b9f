namespace Hooks.Build.Engine.Workers;

/// <summary>How a run ended, as the worker says it. One source, compiled into engine and workers.</summary>
/// <param name="Run">The run's number.</param>
/// <param name="End">How.</param>
/// <param name="ExitCode">Exit code; 0 where there is none.</param>
/// <param name="Reason">What the hook says.</param>
/// <param name="Ticks">Processor time in ticks; -1 where it is not known.</param>
internal readonly record struct EndedRun(int Run, RunEnd End, int ExitCode, string Reason, long Ticks)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Run);
        writer.Write((byte)End);
        writer.Write(ExitCode);
        writer.Write(Reason);
        writer.Write(Ticks);
    }

    /// <summary>Reads it after the run's number, with which all begins that a worker says of a run.</summary>
    public static EndedRun Read(int run, BinaryReader reader) =>
        new(run, (RunEnd)reader.ReadByte(), reader.ReadInt32(), reader.ReadString(), reader.ReadInt64());
}
