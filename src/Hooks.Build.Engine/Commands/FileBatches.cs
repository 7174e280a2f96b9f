using System.Text;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Commands;

/// <summary>Splits files into batches that fit on a command line.</summary>
internal static class FileBatches
{
    // Linux allows 128 KiB for one argument and, by default, 2 MiB for all with the environment; macOS 1 MiB; Windows 32,767 characters, 8,191 through cmd.
    private const int UnixLimit = 512 * 1024;
    private const int WindowsLimit = 30_000;
    private const int WindowsScriptLimit = 8_000;
    private const int CostOfAnArgument = 9;

    // To open a file, be it empty, costs about as much as to read so many bytes of it.
    private const int WorkOfAnyFile = 4096;

    /// <summary>The most bytes that one command's arguments may have on this system.</summary>
    public static int Limit(string program) => Limit(program, OperatingSystem.IsWindows());

    /// <summary>The same for a given system.</summary>
    public static int Limit(string program, bool onWindows) =>
        !onWindows ? UnixLimit
        : BatchCommandLine.IsFor(program) ? WindowsScriptLimit
        : WindowsLimit;

    /// <summary>Splits in order, into as few batches as fit the limit.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Split(IReadOnlyList<string> files, int fixedBytes, int limit)
    {
        List<IReadOnlyList<string>> batches = [];
        List<string> batch = [];
        var room = Math.Max(CostOfAnArgument, limit - fixedBytes);
        var used = 0;
        foreach (var file in files)
        {
            var cost = Cost(file);
            if (batch.Count > 0 && used + cost > room)
            {
                batches.Add(batch);
                batch = [];
                used = 0;
            }

            batch.Add(file);
            used += cost;
        }

        if (batch.Count > 0)
        {
            batches.Add(batch);
        }

        return batches;
    }

    /// <summary>
    /// Spreads files over batches that run at the same time and should take equally long: one a core, or a multiple of that where the limit asks for
    /// more, since each start of a tool costs. The largest file goes first, each into the batch that has least to do and room for it. Inside a
    /// batch files keep their order.
    /// </summary>
    /// <param name="files">The files, as arguments.</param>
    /// <param name="sizes">Their sizes in bytes.</param>
    /// <param name="fixedBytes">What a command takes of the limit without files.</param>
    /// <param name="limit">The most bytes that one command's arguments may have.</param>
    /// <param name="cores">How many batches run at the same time.</param>
    /// <returns>The batches, those with most to do first.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Spread(IReadOnlyList<string> files, IReadOnlyList<long> sizes, int fixedBytes, int limit, int cores)
    {
        var room = Math.Max(CostOfAnArgument, limit - fixedBytes);
        var order = new int[files.Count];
        long cost = 0;
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            cost += Cost(files[i]);
        }

        // Equal files alternate between the batches by their order.
        Array.Sort(order, (one, other) => sizes[one] != sizes[other] ? sizes[other].CompareTo(sizes[one]) : one.CompareTo(other));
        var rounds = ((cost / room) + cores) / cores;
        List<Load> loads = [];
        PriorityQueue<Load, (long Work, int Number)> lightest = new();
        for (var number = 0; number < Math.Min(rounds * cores, files.Count); number++)
        {
            Open();
        }

        foreach (var index in order)
        {
            // A batch without room for this one is as good as full.
            while (lightest.Count > 0 && !lightest.Peek().HasRoom(Cost(files[index]), room))
            {
                _ = lightest.Dequeue();
            }

            if (lightest.Count == 0)
            {
                Open();
            }

            var load = lightest.Dequeue();
            load.Add(index, sizes[index] + WorkOfAnyFile, Cost(files[index]));
            lightest.Enqueue(load, (load.Work, load.Number));
        }

        _ = loads.RemoveAll(load => load.Files.Count == 0);
        loads.Sort((one, other) => one.Work != other.Work ? other.Work.CompareTo(one.Work) : one.Number.CompareTo(other.Number));
        return loads.ConvertAll(load => load.InOrder(files));

        void Open()
        {
            Load load = new(loads.Count);
            loads.Add(load);
            lightest.Enqueue(load, (0, load.Number));
        }
    }

    /// <summary>What an argument takes of the limit.</summary>
    public static int Cost(string argument) => Encoding.UTF8.GetByteCount(argument) + CostOfAnArgument;

    /// <summary>What a command line takes of the limit, with its environment.</summary>
    public static int Cost(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var cost = Cost(program);
        foreach (var argument in arguments)
        {
            cost += Cost(argument);
        }

        foreach (var (name, value) in variables)
        {
            cost += Cost(name) + Cost(value);
        }

        return cost;
    }

    private sealed class Load(int number)
    {
        private int _cost;

        public int Number => number;

        public long Work { get; private set; }

        public List<int> Files { get; } = [];

        public bool HasRoom(int cost, int room) => Files.Count == 0 || _cost + cost <= room;

        public void Add(int file, long work, int cost)
        {
            Files.Add(file);
            Work += work;
            _cost += cost;
        }

        public IReadOnlyList<string> InOrder(IReadOnlyList<string> files)
        {
            Files.Sort();
            return Files.ConvertAll(index => files[index]);
        }
    }
}
