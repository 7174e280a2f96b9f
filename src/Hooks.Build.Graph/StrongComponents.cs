namespace Hooks.Build.Graph;

/// <summary>Tarjan's strongly connected components, with a stack of its own, so that depth is limited by memory only.</summary>
internal sealed class StrongComponents
{
    private const int Closed = int.MaxValue;

    private readonly int[][] _edges;
    private readonly int[] _numbers;
    private readonly int[] _lowest;
    private readonly int[] _nextEdge;
    private readonly Stack<int> _path = new();
    private readonly Stack<int> _open = new();
    private readonly List<int[]> _found = [];
    private int _number;

    private StrongComponents(int[][] edges)
    {
        _edges = edges;
        _numbers = new int[edges.Length];
        _lowest = new int[edges.Length];
        _nextEdge = new int[edges.Length];
    }

    /// <summary>The components among the included nodes, each ascending; a component comes after those that it has edges to.</summary>
    public static List<int[]> Find(int[][] edges, Func<int, bool>? includes = null)
    {
        var search = new StrongComponents(edges);
        for (var node = 0; node < edges.Length; node++)
        {
            if (includes is not null && !includes(node))
                search._numbers[node] = Closed;
        }

        for (var node = 0; node < edges.Length; node++)
        {
            if (search._numbers[node] == 0)
                search.Visit(node);
        }

        return search._found;
    }

    private void Visit(int root)
    {
        Enter(root);
        while (_path.Count > 0)
        {
            var node = _path.Peek();
            if (_nextEdge[node] < _edges[node].Length)
            {
                var next = _edges[node][_nextEdge[node]++];
                if (_numbers[next] == 0)
                    Enter(next);
                else
                    _lowest[node] = Math.Min(_lowest[node], _numbers[next]);

                continue;
            }

            _path.Pop();
            if (_path.Count > 0)
                _lowest[_path.Peek()] = Math.Min(_lowest[_path.Peek()], _lowest[node]);

            if (_lowest[node] == _numbers[node])
                Close(node);
        }
    }

    private void Enter(int node)
    {
        _numbers[node] = _lowest[node] = ++_number;
        _path.Push(node);
        _open.Push(node);
    }

    private void Close(int root)
    {
        var component = new List<int>();
        int node;
        do
        {
            node = _open.Pop();
            _numbers[node] = Closed;
            component.Add(node);
        }
        while (node != root);

        component.Sort();
        _found.Add([.. component]);
    }
}
