using System.Globalization;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Spares;

/// <summary>Starts a spare, which is left behind.</summary>
internal static class SpareStart
{
    /// <summary>Starts one in a folder, where none waits for the same.</summary>
    /// <returns>What was done, for a trace.</returns>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static string Start(SpareFolder folder, SpareRequest request)
    {
        var key = SpareKey.Of(request);
        if (!key.IsSettled)
        {
            return "not left: a file was changed just now";
        }

        var others = folder.Entries().FindAll(IsAlive);
        foreach (var other in others.FindAll(other => other.Purpose == key.Purpose))
        {
            if (other.Code == key.Code && other.World == key.World)
            {
                return string.Create(CultureInfo.InvariantCulture, $"not left: {other.Process} waits");
            }

            if (other.Code != key.Code)
            {
                _ = SpareStop.Stop(other);
                _ = others.Remove(other);
            }
        }

        folder.Sweep();
        foreach (var oldest in others.OrderByDescending(other => FileStatus.Read(other.Path).Modified.Seconds).Skip(SpareKeeper.Most - 1))
        {
            _ = SpareStop.Stop(oldest);
        }

        return Start(folder.PathOf(key), request);
    }

    private static bool IsAlive(SpareEntry entry)
    {
        var process = SpareProcess.Open(entry);
        SpareSocket.Close(process);
        if (process < 0)
        {
            File.Delete(entry.Path);
        }

        return process >= 0;
    }

    private static string Start(string path, SpareRequest request)
    {
        // Not to be found before it is there: its name has its process.
        var waiting = string.Create(CultureInfo.InvariantCulture, $"{path}{SpareFolder.New}{System.Environment.ProcessId}");
        var socket = SpareAddress.Listen(waiting);
        if (socket < 0)
        {
            return $"not left: no socket at {waiting}";
        }

        try
        {
            if (!LibcSocket.HandOnNothing())
            {
                File.Delete(waiting);
                return "not left: this system is too old";
            }

            var id = PosixSpawn.Start(request.Start with { Arguments = request.Command(path) }, output: -1, input: -1, third: socket, ownSession: true);
            return FileRename.TryReplace(waiting, $"{path}.{SpareName.Of(id)}") ? $"left {id}" : $"lost {id}";
        }
        catch (ProcessStartException)
        {
            File.Delete(waiting);
            throw;
        }
        finally
        {
            SpareSocket.Close(socket);
        }
    }
}
